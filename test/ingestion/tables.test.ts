import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readContent } from '../fixtures/read-import.ts';

const TABLE = [
  ['Expériences du réseau'],
  [
    'Titres',
    'RÉCIT',
    'Collectivité(s)',
    'Code INSEE / SIREN',
    'Annee',
    'Thématiques',
    'Leviers',
    'Lien',
    'Éditeur',
    'Accès',
    'Remarques',
  ],
  [
    'Une épicerie',
    'La commune prête un local.',
    'Saumur',
    '',
    '2021',
    'Alimentation durable, Culture',
    'Locaux et foncier : Prête un local',
    'www.exemple.fr/a',
    'Exemple',
    'Public',
    'x',
  ],
  [
    'Une recyclerie',
    'Elle verse une aide.',
    'CC du Clunisois',
    '',
    '',
    'Voile',
    'subvention',
    '',
    '',
    'membres',
    '',
  ],
  ['Une halle', 'La ville construit.', 'Saint-Denis', '', '', '', '', '', 'Exemple', 'public', ''],
  ['Une halle', 'La ville construit.', 'Saint-Denis (93)', '', '', '', '', '', 'Exemple', 'public', ''],
  ['Un pont', 'La ville construit.', '', '1004', '', '', '', '', 'Exemple', 'public', ''],
  ['', '', '', '', '', '', '', '', '', '', ''],
];
const csv = TABLE.map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n');

/** Writes the smallest workbook that holds a table. */
function xlsx(rows: readonly (readonly string[])[], more = ''): Uint8Array {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = rows.map(
    (row, index) =>
      `<row r="${index + 1}">${row.map((text, at) => cell(text).replace('<c', `<c r="${String.fromCharCode(65 + at)}${index + 1}"`)).join('')}</row>`,
  );
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="A" sheetId="1" r:id="b"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="b" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet.join('')}${more}</sheetData></worksheet>`,
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)])),
  );
}

it.each([
  ['CSV', new TextEncoder().encode(csv), 'a.csv'],
  ['CSV under the name of a text', new TextEncoder().encode(csv.slice(csv.indexOf('\n') + 1)), 'a.txt'],
  ['XLSX', xlsx(TABLE), 'a.xlsx'],
])('reads a table whose columns are in French, in %s', async (_kind, bytes, name) => {
  const { items, notes } = await readContent(bytes, name);
  const drafts = items.flatMap((item) => (item.kind === 'experience' ? [item.draft] : []));
  expect(
    drafts.map(({ id, territories, access }) => [
      id,
      territories.map(({ kind, code }) => `${kind} ${code}`),
      access,
    ]),
  ).toEqual([
    ['une-epicerie-saumur', ['commune 49328'], 'public'],
    ['une-recyclerie-cc-du-clunisois', ['epci 200040293'], 'members'],
    ['une-halle-saint-denis', [], 'public'],
    ['une-halle-saint-denis-93', ['commune 93066'], 'public'],
    ['un-pont-1004', ['commune 01004'], 'public'],
  ]);
  expect(drafts[0]).toMatchObject({
    year: 2021,
    themes: ['alimentation', 'culture'],
    levers: [{ lever: 'locaux', what: 'Prête un local' }],
    source: { title: 'Une épicerie', publisher: 'Exemple', url: 'https://www.exemple.fr/a' },
  });
  expect(drafts[1]).toMatchObject({
    levers: [{ lever: 'subvention', what: 'subvention' }],
    source: { publisher: name },
  });
  expect(notes.map(({ code }) => code)).toEqual(['column-unknown', 'value-unknown', 'territory-ambiguous']);
  // A person places what the register does not settle before anyone reads it.
  const proposed = items.flatMap((item) =>
    item.kind === 'experience' && item.status === 'proposed' ? [item.draft.id] : [],
  );
  expect(proposed).toEqual(['une-halle-saint-denis']);
});

describe('a workbook with cells far away', () => {
  const far = (cell: string) => xlsx(TABLE, `<row r="1048576">${cell}</row>`);
  const filled = '<v>1</v></c>';

  it('is read when they only have a format', async () => {
    const { items } = await readContent(far('<c r="A1048576" s="1"/><c r="XFD1048576"></c>'), 'a.xlsx');
    expect(items.filter(({ kind }) => kind === 'experience')).toHaveLength(5);
  });

  it.each([
    ['at the last cell', `<c r="XFD1048576">${filled}`, 'XFD1048576'],
    ['in a far column', `<c r="XFD9">${filled}`, 'XFD9'],
    ['in a far row', `<x:c s='1' r = 'A1048576'>${filled}`, 'A1048576'],
    ['under an address that hides', `<c r="&#88;FD1048576">${filled}`, 'adresse lisible'],
    ['behind an attribute that hides', `<c s=">" r="XFD1048576">${filled}`, 'adresse lisible'],
  ])('is refused at once when one is filled %s', async (_where, cell, reason) => {
    await expect(readContent(far(cell), 'a.xlsx')).rejects.toThrow(reason);
  });
});

it('reads the template that the service gives', async () => {
  const template = await readFile(new URL('../../web/public/modele-experiences.csv', import.meta.url));
  const { items, notes } = await readContent(template, 'modele.csv');
  expect(items.filter(({ kind }) => kind === 'experience')).toHaveLength(1);
  // The test has other levers than the service.
  expect(notes.map(({ code }) => code)).toEqual(['value-unknown']);
});

it.each([
  ['Département de l’Isère', 'departement 38'],
  ['Région Bretagne', 'region 53'],
  ['Ville de Saumur', 'commune 49328'],
  ['Angers (49007)', 'commune 49007'],
  ['Communauté de communes du Clunisois', 'epci 200040293'],
  ['Pays de Langres', 'pays null'],
  ['Exempleville-sur-Rien', undefined],
])('finds in the register: %s', async (place, expected) => {
  const { items, notes } = await readContent(`Titre;Résumé;Territoire\nUn;Deux;${place}\n`, 'a.csv');
  const [territory] = items.flatMap((item) => (item.kind === 'experience' ? item.draft.territories : []));
  expect(territory && `${territory.kind} ${territory.code}`).toBe(expected);
  expect(notes.some(({ code }) => code === 'territory-unknown')).toBe(expected === undefined);
});
