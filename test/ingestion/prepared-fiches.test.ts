import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadStarterCorpus } from '../../src/adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { isDomainError } from '../../src/domain/errors.ts';
import { NOTHING_KNOWN } from '../../src/domain/experience/experience.ts';
import { type FicheVocabulary, ficheVocabulary } from '../../src/domain/experience/written-fiche.ts';
import { ficheJsonSchema } from '../../src/ingestion/read/fiches/read-fiche.ts';
import { EXPORT_HEADER, type ExportRecord } from '../../src/ingestion/read/fiches/read-records.ts';
import type { ImportItem } from '../../src/ports/import-reader.ts';
import { feedback } from '../contract/feedback-samples.ts';
import { readContent, readImport } from '../fixtures/read-import.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const CORPUS = path('corpus');

let vocabulary: FicheVocabulary;
beforeAll(async () => {
  vocabulary = ficheVocabulary(await loadTaxonomy(CORPUS), 2100);
});

const draftsOf = (items: readonly ImportItem[]) =>
  items.flatMap((item) => (item.kind === 'experience' ? [item.draft] : []));

const fiche = {
  id: 'epicerie-exemple',
  title: 'Une épicerie sociale',
  summary: 'La commune prête un local.',
  source: { title: 'Compte rendu', publisher: 'Exemple' },
  access: 'public',
};
const { access: _, ...withoutAccess } = fiche;

it('has an up-to-date published schema', async () => {
  const published: unknown = JSON.parse(await readFile(path('docs/import/experience.schema.json'), 'utf8'));
  expect(published, 'lancez « npm run import-schema »').toEqual(ficheJsonSchema(vocabulary));
});

it('reads the examples of its documentation', async () => {
  const guide = await readFile(path('docs/import/README.md'), 'utf8');
  const examples = Array.from(guide.matchAll(/^```(?:json)?\n(.*?)^```$/gms), ([, example = '']) => example);
  const kinds = await Promise.all(
    examples.map(async (example) => {
      const name = example.startsWith('[') ? 'a.json' : example.startsWith('id;') ? 'a.csv' : 'a.txt';
      const { items } = await readContent(example, name, { vocabulary });
      return items.map((item) => item.kind).join(' ');
    }),
  );
  expect(kinds).toEqual([
    'resource end-of-listing',
    'experience',
    'experience experience',
    'experience',
    'exported-resource experience correction feedback',
  ]);
});

it('reads the starter corpus as the service does', async () => {
  const taxonomy = await loadTaxonomy(CORPUS);
  const expected = await loadStarterCorpus({ directory: CORPUS, taxonomy });
  const { items } = await readImport(
    { kind: 'path', path: join(CORPUS, 'experiences.json') },
    { vocabulary },
  );
  expect(draftsOf(items)).toEqual(expected);
  expect(items.every(({ kind }) => kind === 'experience')).toBe(true);
});

describe('fiches in JSON and NDJSON', () => {
  it('reads a fiche of before December 2026 without the needs that nobody had said', async () => {
    const former = JSON.stringify([{ ...fiche, needsMet: ['Le dernier commerce ferme.'] }]);
    const { items, notes } = await readContent(former, 'a.json');
    expect([draftsOf(items).map(({ id }) => id), notes]).toEqual([['epicerie-exemple'], []]);
    expect(JSON.stringify(items)).not.toContain('dernier commerce');
  });

  it('leaves out a bad fiche with a note, and reads the others', async () => {
    const records = [fiche, { ...fiche, titre: 'faute' }, { ...fiche, id: 'deux', themes: ['inconnu'] }, 3];
    const { items, notes } = await readContent(JSON.stringify(records), 'a.json');
    expect(draftsOf(items).map(({ id }) => id)).toEqual(['epicerie-exemple']);
    expect(notes.map(({ code }) => code)).toEqual(['record-invalid', 'record-invalid', 'record-invalid']);
    expect(notes[1]?.detail).toContain('le thème « inconnu » n’existe pas');
    const twice = { ...fiche, themes: ['culture', 'culture'] };
    const repeated = await readContent(JSON.stringify([twice]), 'a.json');
    expect(repeated.notes[0]?.detail).toContain('/themes/1 le thème « culture » est répété');
    const lines = await readContent(
      records.map((record) => JSON.stringify(record)).join('\n{mal formé\n'),
      'a.ndjson',
    );
    expect(draftsOf(lines.items)).toHaveLength(1);
    expect(lines.notes.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it.each([
    ['missing', withoutAccess],
    ['null', { ...withoutAccess, access: null }],
  ])('keeps for members a fiche whose access is %s', async (_name, record) => {
    const { items, notes } = await readContent(JSON.stringify([record]), 'a.json');
    expect(draftsOf(items).map(({ access }) => access)).toEqual(['members']);
    expect(notes.map(({ code }) => code)).toEqual(['access-missing']);
  });

  it('refuses a difficulty, or the sentence of a figure, that the fiche does not say', async () => {
    const figure = { label: 'loyer', value: 200, unit: '€', role: 'price', period: 'per-month' };
    const told = { ...fiche, difficulties: ['prête un local'], figures: [{ ...figure, sentence: null }] };
    const invented = { ...told, difficulties: ['Les habitants protestent.'] };
    const unquoted = { ...told, figures: [{ ...figure, sentence: 'Le loyer est de 200 €.' }] };
    const { items, notes } = await readContent(JSON.stringify([told, invented, unquoted]), 'a.json');
    expect(draftsOf(items)).toHaveLength(1);
    expect(notes.map(({ detail }) => /\/\S+ ne cite pas mot pour mot/.exec(detail)?.[0])).toEqual([
      '/difficulties/0 ne cite pas mot pour mot',
      '/figures/0/sentence ne cite pas mot pour mot',
    ]);
  });

  it.each(['publique', 'PUBLIC', '', 1, true])('refuses the access %j', async (access) => {
    const { items } = await readContent(JSON.stringify([{ ...fiche, access }]), 'a.json');
    expect(draftsOf(items)).toEqual([]);
  });

  it('refuses a file that is not JSON', async () => {
    await expect(readContent('{"a":', 'a.json')).rejects.toSatisfy((error) =>
      isDomainError(error, 'import-unreadable'),
    );
  });
});

describe('fiches in CSV', () => {
  const header =
    'id;title;summary;territories;setting;year;themes;levers;actors;figures;state;checked_on;difficulties;source_title;source_url;source_publisher;source_date;access';

  it('reads every column, quotes, lists and French figures', async () => {
    const row =
      'jardin;"Un jardin ; partagé";"Une ""belle"" idée\nsur deux lignes. Une idée à 6 000,50 €";Angers (commune 49007) | Pays de Langres (pays);urban;2021;alimentation | culture;locaux : Prête un local : gratuit. | subvention : Aide.;Association Exemple | Régie;familles : 1 085 [people per-month] | budget : 6 000,50 € [total-cost] « Une idée à 6 000,50 € » | places : 12;stopped;2026-03;sur deux lignes | Prête un local;Compte rendu;https://exemple.fr/;Exemple;2021-05;public';
    const { items, notes } = await readContent(`\ufeff${header}\r\n${row}\r\n`, 'a.csv');
    expect(notes).toEqual([]);
    expect(draftsOf(items)).toEqual([
      {
        ...NOTHING_KNOWN,
        id: 'jardin',
        title: 'Un jardin ; partagé',
        summary: 'Une "belle" idée sur deux lignes. Une idée à 6 000,50 €',
        territories: [
          { name: 'Angers', kind: 'commune', code: '49007', populationCount: null },
          { name: 'Pays de Langres', kind: 'pays', code: null, populationCount: null },
        ],
        setting: 'urban',
        year: 2021,
        themes: ['alimentation', 'culture'],
        levers: [
          { lever: 'locaux', what: 'Prête un local : gratuit.' },
          { lever: 'subvention', what: 'Aide.' },
        ],
        actors: ['Association Exemple', 'Régie'],
        figures: [
          {
            label: 'familles',
            value: 1085,
            unit: '',
            role: 'people',
            period: 'per-month',
            sentence: null,
          },
          {
            label: 'budget',
            value: 6000.5,
            unit: '€',
            role: 'total-cost',
            period: null,
            sentence: 'Une idée à 6 000,50 €',
          },
          { label: 'places', value: 12, unit: '', role: 'other', period: null, sentence: null },
        ],
        state: 'stopped',
        checkedOn: '2026-03',
        difficulties: ['sur deux lignes', 'Prête un local'],
        source: { title: 'Compte rendu', url: 'https://exemple.fr/', publisher: 'Exemple', date: '2021-05' },
        access: 'public',
      },
    ]);
  });

  it('notes bad rows, missing accesses and unknown columns, with their line', async () => {
    const table = [
      'title,id,summary,source_publisher,source_title,couleur,access',
      'Un,un,Texte,Exemple,Source,bleu,public',
      'Deux,Deux !,Texte,Exemple,Source,bleu,public',
      'Trois,trois,Texte,Exemple,Source,bleu,',
    ];
    const { items, notes } = await readContent(table.join('\n'), 'a.csv');
    expect(draftsOf(items).map(({ id, access }) => [id, access])).toEqual([
      ['un', 'public'],
      ['trois', 'members'],
    ]);
    expect(notes.map(({ code, line }) => [code, line])).toEqual([
      ['column-unknown', 1],
      ['record-invalid', 3],
      ['access-missing', 4],
    ]);
  });

  it('refuses a table without the required columns', async () => {
    await expect(readContent('couleur;taille\nUn;Deux\n', 'a.csv')).rejects.toSatisfy(
      (error) => isDomainError(error, 'import-unreadable') && error.message.includes('source_title'),
    );
  });
});

describe('the export of the service', () => {
  const record: ExportRecord = {
    type: 'resource',
    resource: {
      id: 'exemple',
      title: 'Exemple',
      url: null,
      resourceType: null,
      publisher: null,
      date: null,
      access: 'members',
      text: 'Un texte.\n\nDeux.',
      blocks: [
        { kind: 'paragraph', start: 0, end: 9 },
        { kind: 'quote', start: 11, end: 16 },
      ],
      listing: { rubric: null, origin: 'exemple.txt' },
      line: 1,
    },
    goneSince: '2026-01-31T10:00:00Z',
  };
  const opinion: ExportRecord = {
    type: 'feedback',
    feedback: feedback(1, {
      verdict: 'not-useful',
      reason: 'too-old',
      comment: '<b>Trop</b> vieux 👨‍👩‍👧\r\nici',
    }),
  };
  const write = (...lines: readonly unknown[]) => lines.map((line) => JSON.stringify(line)).join('\n');

  it('keeps the words of feedback, and leaves out feedback that the service cannot have stored', async () => {
    const wrong = [
      { id: 'fb_1' },
      { recommendationId: 'rec' },
      { subject: { experienceId: 'a', leverId: 'b' } },
      { reason: 'new-idea' },
      { comment: 'a\u0000' },
      { createdAt: 'hier' },
      { address: '192.0.2.1' },
    ].map((change) => ({ ...opinion, feedback: { ...opinion.feedback, ...change } }));
    const { items, notes } = await readContent(write(EXPORT_HEADER, opinion, ...wrong), 'export.ndjson');
    expect(items[0]).toEqual({ kind: 'feedback', feedback: opinion.feedback });
    expect(notes.map(({ code, line }) => [code, line])).toEqual(
      wrong.map((_, index) => ['record-invalid', index + 3]),
    );
  });

  it('keeps a fiche that was hidden before fiches had a status', async () => {
    const correction = {
      experienceId: 'a',
      field: 'hidden',
      value: true,
      actor: 'cli',
      at: '2026-01-31T10:00:00Z',
    };
    const { items } = await readContent(
      write(EXPORT_HEADER, { type: 'correction', correction }),
      'export.ndjson',
    );
    expect(items).toEqual([
      { kind: 'correction', correction: { ...correction, field: 'status', value: 'set-aside' } },
    ]);
  });

  it('reads back an exported resource', async () => {
    const { items } = await readContent(write(EXPORT_HEADER, record), 'export.ndjson');
    expect(items).toEqual([
      { kind: 'exported-resource', resource: record.resource, goneSince: '2026-01-31T10:00:00Z' },
    ]);
  });

  it('reads back an exported fiche with all that it says', async () => {
    const experience = {
      ...NOTHING_KNOWN,
      id: 'garage',
      title: 'Un garage',
      summary: 'Le garage a fermé faute de bénévoles.',
      figures: [
        {
          label: 'loyer',
          value: 200,
          unit: '€',
          role: 'price',
          period: 'per-month',
          sentence: 'Le loyer est de 200 €.',
        },
      ],
      state: 'stopped',
      checkedOn: '2026-03-02',
      difficulties: ['Le garage a fermé faute de bénévoles.'],
      source: { title: 'Bilan', url: null, publisher: 'Exemple', date: null },
      access: 'public',
    };
    const line = { type: 'experience', resourceId: null, evidence: [], experience, origin: 'file' };
    const { items } = await readContent(write(EXPORT_HEADER, line), 'export.ndjson');
    expect(draftsOf(items)).toEqual([experience]);
  });

  it('leaves out inconsistent and unknown records', async () => {
    const blocks = [{ kind: 'paragraph', start: 5, end: 90 }];
    const outside = { ...record, resource: { ...record.resource, blocks } };
    const { items } = await readContent(
      write(EXPORT_HEADER, outside, { type: 'autre' }, record),
      'export.json',
    );
    expect(items.map(({ kind }) => kind)).toEqual(['note', 'note', 'exported-resource']);
  });

  it('refuses an unknown version, of a file too', async () => {
    const unknown = write({ ...EXPORT_HEADER, version: 2 });
    const folder = await mkdtemp(join(tmpdir(), 'export-'));
    const path = join(folder, 'export.ndjson');
    await writeFile(path, unknown);
    const refusal = 'cet export n’est pas de la version 1';
    await expect(readContent(unknown, 'export.ndjson')).rejects.toThrow(refusal);
    await expect(readImport({ kind: 'path', path })).rejects.toThrow(refusal);
    await rm(folder, { recursive: true });
  });

  it('streams a file of any size, and leaves out a bad line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'export-'));
    const file = join(folder, 'export.ndjson');
    const many = Array.from({ length: 3000 }, () => JSON.stringify(record));
    await writeFile(file, [JSON.stringify(EXPORT_HEADER), ...many, 'x', JSON.stringify(record)].join('\n'));
    const { items, notes, progress } = await readImport(
      { kind: 'path', path: file },
      { limits: { documentBytes: 1000 } },
    );
    expect(items.filter(({ kind }) => kind === 'exported-resource')).toHaveLength(3001);
    expect(notes.map(({ code, line }) => [code, line])).toEqual([['record-invalid', 3002]]);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)?.done).toBe(progress.at(-1)?.total);
    await rm(folder, { recursive: true });
  });
});

it('fails on a missing path', async () => {
  await expect(readImport({ kind: 'path', path: join(tmpdir(), 'absent.txt') })).rejects.toSatisfy((error) =>
    isDomainError(error, 'import-unreadable'),
  );
});
