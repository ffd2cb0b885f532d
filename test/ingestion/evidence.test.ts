import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExtractedExperience, Resource } from '../../src/domain/resource/resource.ts';
import { foldWords } from '../../src/domain/territory/fold-name.ts';
import type { ResourceExtractor } from '../../src/ingestion/extract/experience-extractor.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { extractorWith } from './open-extractor.ts';
import { readResource, resourceOf } from './read-resource.ts';

const NAMES = [
  'html-headings',
  'flat-sentences',
  'table-rows',
  'homonyms',
  'rural-epci',
  'members-department',
  'quote-and-speaker',
  'interview',
  'several-cities',
  'inline-speech',
  'bold-names',
  'title-names-it',
];

let extractor: ResourceExtractor;

beforeAll(async () => {
  extractor = await extractorWith(createFakeEmbedder());
});

/** Compares every field of a fiche with its proof in the text. */
function expectProved({ draft, evidence }: ExtractedExperience, { text }: Resource): void {
  const proof = (pointer: string) => {
    const found = evidence.find((one) => one.pointer === pointer);
    return found === undefined ? null : text.slice(found.start, found.end);
  };
  draft.territories.forEach(({ name }, i) => {
    expect(proof(`/territories/${i}`)).toContain(name);
  });
  draft.levers.forEach(({ what }, i) => {
    expect(proof(`/levers/${i}`)).toBe(what);
  });
  draft.actors.forEach((name, i) => {
    expect(proof(`/actors/${i}`)).toBe(name);
  });
  draft.themes.forEach((_, i) => {
    expect(proof(`/themes/${i}`)).not.toBeNull();
  });
  draft.figures.forEach(({ value }, i) => {
    const digits = (proof(`/figures/${i}`) ?? '').replace(/[^\d]/g, '');
    expect(digits.startsWith(String(value).replace(/\D|0+$/g, ''))).toBe(true);
  });
  if (draft.year !== null) expect(proof('/year')).toBe(String(draft.year));
  if (draft.setting !== null) expect(proof('/setting')).not.toBeNull();
  const quoted = evidence.filter(({ pointer }) => pointer === '/summary');
  const said = quoted.map(({ start, end }) => text.slice(start, end)).join(' ');
  expect(foldWords(draft.summary)).toBe(foldWords(said));
}

describe('the evidence of a fiche', () => {
  it.each(NAMES)('proves every field of the fiches of %s', async (name) => {
    const resource = await readResource(name);
    const { experiences } = await extractor.extract(resource);
    expect(experiences.length).toBeGreaterThan(0);
    for (const experience of experiences) expectProved(experience, resource);
  });

  it('proves every field whatever the order and the breaks of the lines', async () => {
    const resources = await Promise.all(NAMES.map(readResource));
    const lines = resources.flatMap(({ text, blocks }) =>
      blocks.map(({ start, end }) => text.slice(start, end)),
    );
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...lines) },
      {
        weight: 1,
        arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/\s/g, ' ')),
      },
    );
    const mark = fc.constantFrom('', '', '', '# ', '- ', '| ', '> ');
    const text = fc.array(
      fc.tuple(mark, line).map(([kind, content]) => kind + content),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const resource = resourceOf(content);
        const { experiences } = await extractor.extract(resource);
        for (const experience of experiences) expectProved(experience, resource);
        const ids = experiences.map(({ draft }) => draft.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 60 },
    );
  });

  it('comes from the beginning of a text that is too long, and a note says so', async () => {
    const filler = Array.from(
      { length: 4_000 },
      () => 'Une phrase qui ne parle de personne en particulier, longue.',
    );
    const resource = resourceOf(['La ville de Besançon prête un local à une association.', ...filler]);
    const { experiences, notes } = await extractor.extract(resource);
    expect(experiences).toHaveLength(1);
    expect(notes.map(({ code }) => code)).toContain('resource-too-long');
  });

  it('is the same in each run', async () => {
    const resource = await readResource('html-headings');
    expect(await extractor.extract(resource)).toEqual(await extractor.extract(resource));
  });
});
