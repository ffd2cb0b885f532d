import { expect, it } from 'vitest';
import { TABLE_COLUMNS, tableRow } from '../../src/domain/experience/fiche-table.ts';
import { hideFormula } from '../../src/domain/text/formula.ts';
import { readCsvRows } from '../../src/ingestion/read/fiches/read-csv.ts';
import { createFicheSchema } from '../../src/ingestion/read/fiches/read-fiche.ts';
import { readTable } from '../../src/ingestion/read/fiches/read-table.ts';
import { experience } from '../contract/store-samples.ts';

const vocabulary = { themeIds: ['culture'], leverIds: ['locaux'], latestYear: 2100, labels: {} };
const schema = createFicheSchema(vocabulary);

it('writes what an import reads: formulas, signs of the format, what is not known', () => {
  const written = experience({
    id: 'fiche-d-exemple',
    title: '=SOMME(A1) ; "un titre"',
    summary: 'La régie (2e) : 12 places « à 3,50 € ». Puis rien.',
    territories: [
      {
        name: 'Pays de Langres (Haute-Marne)',
        kind: 'pays',
        code: null,
        populationCount: null,
        department: null,
        region: null,
      },
      {
        name: 'Corse-du-Sud',
        kind: 'departement',
        code: '2A',
        populationCount: 9,
        department: null,
        region: null,
      },
    ],
    setting: null,
    year: null,
    themes: ['culture'],
    levers: [{ lever: 'locaux', what: 'Prête : un local.' }],
    actors: ['-Association', 'Un | deux'],
    figures: [
      {
        label: 'solde : prévu',
        value: -1234.5,
        unit: '€',
        role: 'price',
        period: 'per-month',
        sentence: 'La régie (2e) : 12 places « à 3,50 € ».',
      },
      {
        label: 'places',
        value: 12,
        unit: '',
        role: 'other',
        period: null,
        sentence: 'Dans la ressource seule.',
      },
    ],
    difficulties: ['Puis rien.'],
    source: { title: '@source', url: null, publisher: '＝HYPERLINK("https://evil.example")', date: null },
    access: 'public',
  });
  const lines = [TABLE_COLUMNS, tableRow(written)].map((cells) =>
    cells.map((cell) => `"${hideFormula(cell).replaceAll('"', '""')}"`).join(';'),
  );
  expect(lines[1]).not.toMatch(/(?:^|;)"[=+@＝＋－＠-]/);
  const [read, ...rest] = readTable(readCsvRows(lines.join('\r\n')), 'fiches.csv', { schema, vocabulary });
  expect(rest).toEqual([]);
  expect(read).toMatchObject({
    draft: {
      ...written,
      territories: written.territories.map(({ name, kind, code }) => ({
        name,
        kind,
        code,
        populationCount: null,
      })),
      actors: ['-Association', 'Un / deux'],
      figures: [written.figures[0], { ...written.figures[1], sentence: null }],
    },
  });
});
