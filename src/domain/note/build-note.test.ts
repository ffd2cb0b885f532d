import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, answeredNeed, experienceResult, leverResult } from '../../../test/fakes/answers.ts';
import { experience, experienceTerritory, profile } from '../../../test/fakes/experiences.ts';
import { bareLaw, bareLever } from '../../../test/fakes/levers.ts';
import { EXPERIENCE_STATES } from '../experience/experience.ts';
import {
  describeCostRange,
  describeGaps,
  describeLife,
  describeNeed,
  describePermission,
  describeReview,
  markNeeds,
  TOO_FEW_FIGURES,
} from '../french/describe-answer.ts';
import { formatAddress, formatDate, formatNumber, nameSetAside, splitFigure } from '../french/formats.ts';
import { KIND_LABELS, SETTING_LABELS } from '../french/labels.ts';
import { EMPOWERED_KINDS, permissionFor } from '../lever/lever-law.ts';
import { LEVELS } from '../matching/level.ts';
import type { Resolved } from '../profile/profile.ts';
import { buildNote, type NoteSetting } from './build-note.ts';
import { BLANKS, LABELS, MARKS, type Note, type NoteLine, type NoteText, SECTIONS, TITLES } from './note.ts';
import type { NoteAnswer, NoteChoice } from './note-answer.ts';

const DAY = '2026-11-28';
const SERVICE = 'https://essaimage.example';
const NO_CHOICE: NoteChoice = { experiences: null, levers: null };

function settingOf(choice: NoteChoice = NO_CHOICE): NoteSetting {
  const labelled = (id: string) => `libellé ${id}`;
  return { choice, day: DAY, service: SERVICE, labelOfTheme: labelled, labelOfLever: labelled };
}

function linesOf({ title, blocks }: Note): readonly NoteLine[] {
  return [title, ...blocks.flatMap((block) => (block.kind === 'list' ? block.items : [block.line]))];
}

const textOf = (line: NoteLine) => line.map(({ text }) => text).join('');
const write = (given: NoteAnswer, choice?: NoteChoice) => buildNote(given, settingOf(choice));
const linesFor = (given: NoteAnswer, choice?: NoteChoice) => linesOf(write(given, choice)).map(textOf);

/** Every string and number of a value, numbers as the service writes them. */
function valuesIn(given: unknown): readonly string[] {
  if (typeof given === 'string') return [given];
  if (typeof given === 'number') return [formatNumber(given), String(given)];
  return typeof given === 'object' && given !== null ? Object.values(given).flatMap(valuesIn) : [];
}

/** Sentences that the service makes of fields, wherever it shows them. */
function sentencesOf({ profile: asked, needs, experiences, levers, costs, setAside }: NoteAnswer) {
  const laws = levers.flatMap(({ lever: { law } }) => law ?? []);
  return [
    ...Object.values(KIND_LABELS),
    ...Object.values(SETTING_LABELS),
    TOO_FEW_FIGURES,
    formatDate(DAY),
    ...[...asked.themes, ...asked.levers].map((id) => `libellé ${id}`),
    ...needs.map(describeNeed),
    ...(needs.some(({ level }) => level === null) ? [describeGaps(needs)] : []),
    nameSetAside(setAside.map(({ lever, words }) => ({ label: lever.label, words }))),
    ...experiences.flatMap(({ experience: told, needs: met }) => [
      describeLife(told),
      markNeeds(
        met.map((position) => position + 1),
        needs.length,
      ),
      ...told.figures.map(splitFigure).flatMap(({ label, measure }) => [label, measure]),
      ...(told.source.date === null ? [] : [formatDate(told.source.date)]),
      ...(told.source.url === null ? [] : [formatAddress(told.source.url)]),
      `${SERVICE}/experiences/${encodeURIComponent(told.id)}`,
    ]),
    ...[costs, ...levers.map((result) => result.costs)].flat().map(describeCostRange),
    ...laws.map(describeReview),
    ...levers.flatMap(({ permission }) => (permission === null ? [] : [describePermission(permission)])),
    ...laws.flatMap(({ thresholds }) =>
      thresholds.map(({ value, unit }) => `${formatNumber(value)} ${unit}`),
    ),
    // Counts of the cited experiences and of the missing choices.
    ...Array.from({ length: 20 }, (_, count) => formatNumber(count)),
  ];
}

const word = fc.string({ unit: fc.constantFrom(...'abcdéèô '), minLength: 3, maxLength: 12 });
const words = fc.array(word, { maxLength: 2 });
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });

const figures = fc.array(
  fc.record({
    label: word,
    value: fc.nat(1_000_000),
    unit: fc.constantFrom('€', 'emplois', ''),
    role: fc.constantFrom('other' as const, 'jobs' as const, 'total-cost' as const),
    period: fc.constantFrom(null, 'per-year' as const),
    sentence: maybe(word),
  }),
  { maxLength: 5 },
);

const anyExperience = fc
  .record({
    title: word,
    summary: word,
    state: fc.constantFrom(...EXPERIENCE_STATES),
    checkedOn: fc.constantFrom(null, '2026-03'),
    difficulties: words,
    figures,
    levers: fc.array(fc.record({ lever: fc.constantFrom('locaux', 'subvention'), what: word }), {
      maxLength: 3,
    }),
    source: fc.record({
      title: word,
      url: fc.constantFrom(null, 'https://example.org/', 'https://example.org/fiche'),
      publisher: word,
      date: fc.constantFrom(null, '2019', '2019-05-03'),
    }),
    place: word,
    populationCount: maybe(fc.nat(1_000_000)),
  })
  .map(({ place, populationCount, ...told }) =>
    experience({ ...told, territories: [experienceTerritory({ name: place, populationCount })] }),
  );

const anyLaw = fc
  .record({
    reason: word,
    ref: word,
    may: fc.constantFrom('yes' as const, 'conditional' as const),
    watchOut: words,
    firstSteps: words,
    about: word,
  })
  .map(({ reason, ref, may, watchOut, firstSteps, about }) => ({
    ...bareLaw(may === 'yes' ? { may } : { may, reason, ref }),
    watchOut,
    firstSteps,
    texts: [{ ref, about, address: null, checkedOn: '2026-11-26' }],
    thresholds: [{ label: about, value: 23_000, unit: 'euros', note: null, ref }],
  }));

const anyAnswer = fc
  .record({
    kind: fc.constantFrom(null, 'pays' as const, ...EMPOWERED_KINDS),
    name: maybe(word),
    populationCount: maybe(fc.nat(1_000_000)),
    priorities: fc.oneof(fc.constant(''), word),
    experiences: fc.array(fc.tuple(anyExperience, fc.constantFrom(...LEVELS)), { maxLength: 8 }),
    // No two levers have one label.
    laws: fc.uniqueArray(fc.tuple(word, maybe(anyLaw)), { maxLength: 6, selector: ([label]) => label }),
    needs: fc.array(fc.tuple(word, maybe(fc.constant('close' as const))), { minLength: 1, maxLength: 3 }),
    refused: words,
  })
  .map((given): NoteAnswer => {
    const { kind, name, populationCount, priorities, experiences, laws, needs, refused } = given;
    const known = <T>(value: T | null): Resolved<T> =>
      value === null ? { origin: 'unknown', value: null } : { origin: 'given', value };
    return answer({
      profile: profile({
        territory: { code: null, name },
        kind: known(kind),
        populationCount: known(populationCount),
        priorities,
        themes: ['alimentation'],
      }),
      needs: needs.map(([text, level]) => answeredNeed(text, level)),
      experiences: experiences.map(([told, level], index) => ({
        ...experienceResult(index + 1, { level }),
        experience: { ...told, id: `fiche-${index}` },
      })),
      levers: laws.map(([label, law], index) =>
        leverResult(index + 1, {
          lever: { ...bareLever(`levier-${index}`, label), definition: `${label} défini`, law },
          permission: permissionFor(law, kind),
        }),
      ),
      setAside: refused.length === 0 ? [] : [{ lever: bareLever('refus', 'Refusé'), words: refused }],
    });
  });

const FIXED: ReadonlySet<string> = new Set(
  [TITLES, SECTIONS, LABELS, MARKS].flatMap((texts): string[] => Object.values(texts)),
);
const TO_FILL_IN: ReadonlySet<string> = new Set(Object.values(BLANKS));

describe('a note', () => {
  it('says nothing but fixed labels, places to fill in, and fields of the answer', () => {
    fc.assert(
      fc.property(anyAnswer, (given) => {
        const known = new Set([...valuesIn(given), ...sentencesOf(given)]);
        const isKnown = ({ from, text }: NoteText) =>
          from === 'answer' ? known.has(text) : (from === 'blank' ? TO_FILL_IN : FIXED).has(text);
        expect(
          linesOf(write(given))
            .flat()
            .filter((part) => !isKnown(part)),
        ).toEqual([]);
      }),
    );
  });

  it('says first what the kind of collectivité may do with each lever, and always its condition', () => {
    fc.assert(
      fc.property(anyAnswer, (given) => {
        const { blocks } = write(given, {
          experiences: [],
          levers: given.levers.map(({ lever }) => lever.id),
        });
        for (const { lever, permission } of given.levers) {
          const at = blocks.findIndex(
            (block) => block.kind === 'heading' && textOf(block.line) === lever.label,
          );
          const next = blocks[at + 1];
          const first = next?.kind === 'paragraph' ? textOf(next.line) : '';
          if (permission === null) expect(first).toMatch(/pas (?:été réuni|connu)/);
          else expect(first).toContain(describePermission(permission));
          if (permission !== null && permission.may !== 'yes') expect(first).toContain(permission.ref);
        }
      }),
    );
  });

  it('asks for what the courts require, in levels of heading that skip none', () => {
    fc.assert(
      fc.property(anyAnswer, (given) => {
        const headings = write(given).blocks.flatMap((block) => (block.kind === 'heading' ? [block] : []));
        const sections = headings.filter(({ level }) => level === 1).map(({ line }) => textOf(line));
        expect(sections).toEqual([
          '1. Contexte',
          '2. Motifs de fait : ce que d’autres collectivités ont fait',
          '3. Motifs de droit : ce que la collectivité peut faire',
          '4. Incidences',
          '5. Ce que le conseil est invité à décider',
          '6. Ce qui n’est pas connu',
          '7. Sources',
        ]);
        for (const [index, { level }] of headings.entries())
          expect(level).toBeLessThanOrEqual((headings[index - 1]?.level ?? 0) + 1);
      }),
    );
  });
});

describe('what a note cites', () => {
  const seven = Array.from({ length: 7 }, (_, index) =>
    experienceResult(index + 1, { level: index === 1 ? 'related' : 'close' }),
  );
  const five = Array.from({ length: 5 }, (_, index) =>
    leverResult(index + 1, { lever: bareLever(`l${index}`, `Levier ${index}`) }),
  );
  const cited = (choice: NoteChoice, experiences = seven) =>
    write(answer({ experiences, levers: five }), choice)
      .blocks.flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [textOf(block.line)] : []))
      .filter((text) => /^(?:Expérience|Levier) \d/.test(text));

  it('is, without a choice, the first five close experiences and the first three levers', () => {
    expect(cited(NO_CHOICE)).toEqual([
      ...[1, 3, 4, 5, 6].map((rank) => `Expérience ${rank}`),
      ...['Levier 0', 'Levier 1', 'Levier 2'],
    ]);
  });

  it('is the first experiences when none is close', () => {
    const related = seven.map((result) => ({ ...result, level: 'related' as const }));
    expect(cited({ experiences: null, levers: [] }, related)).toEqual(
      [1, 2, 3, 4, 5].map((rank) => `Expérience ${rank}`),
    );
  });

  it('is what was chosen, in the order of the answer; it counts what is no longer there', () => {
    const choice = { experiences: ['experience-7', 'partie', 'experience-2'], levers: ['l4'] };
    expect(cited(choice)).toEqual(['Expérience 2', 'Expérience 7', 'Levier 4']);
    const lines = linesFor(answer({ experiences: seven, levers: five }), choice);
    expect(lines).toContain('Choix qui ne sont plus dans la réponse, et ne sont donc pas cités : 1');
    expect(lines.join()).not.toContain('partie');
  });

  it('may be nothing', () => {
    expect(cited({ experiences: [], levers: [] })).toEqual([]);
    const lines = linesFor(answer(), { experiences: [], levers: [] });
    expect(lines).toEqual(
      expect.arrayContaining(['Aucune expérience n’est citée.', 'Aucun levier n’est cité.']),
    );
  });
});

it('names its council, and its file in ASCII', () => {
  const kind = { origin: 'derived', value: 'departement' } as const;
  const note = write(
    answer({ profile: profile({ territory: { code: '22', name: 'Côtes-d’Armor' }, kind }) }),
  );
  expect(textOf(note.title)).toBe('Rapport pour le conseil départemental');
  expect(note.fileName).toBe('note-cotes-d-armor-2026-11-28');
  expect(write(answer()).fileName).toBe('note-2026-11-28');
});
