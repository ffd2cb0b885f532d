import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { blocksOf, readContent, readImport } from '../fixtures/read-import.ts';
import { type PrintedText, writePdf } from './write-pdf.ts';

const FOLDER = fileURLToPath(new URL('./documents/', import.meta.url));
const ACCOUNT = [
  'heading: Un atelier prêté par la commune',
  'paragraph: La commune de Saumur a prêté en 2021 un ancien atelier municipal à la coopérative fictive Exemple Réemploi. L’intercommunalité finance les travaux à hauteur de quarante mille euros et l’accompagnement professionnel des salariés.',
  'paragraph: Les habitants déposent leurs objets le samedi. Douze personnes en insertion les trient, les réparent et les vendent à petit prix dans une boutique ouverte quatre jours par semaine, au cœur du quartier.',
  'heading: Ce que la collectivité a fait',
  'list-item: le prêt du local, pour neuf ans',
  'list-item: une subvention annuelle de huit mille euros',
  'list-item: une clause d’insertion dans son marché de collecte',
  'heading: Points de vigilance',
];
const TABLE = ['table-row: Année | Tonnes', 'table-row: 2021 | 12', 'table-row: 2022 | 26'];

const read = (name: string) => readImport({ kind: 'path', path: `${FOLDER}${name}` });

describe('a PDF of two columns', () => {
  it('is read in order, without its running header and footer', async () => {
    const { resources, wholeListing } = await read('lettre.pdf');
    const [resource] = resources;
    expect(resources.map(({ title, date, access }) => [title, date, access])).toEqual([
      ['Une recyclerie dans un atelier municipal', '2023-03', 'members'],
    ]);
    const blocks = blocksOf(resource ?? fail());
    expect(blocks.slice(0, ACCOUNT.length)).toEqual(ACCOUNT);
    expect(blocks.at(-1)).toMatch(/^paragraph: Voix n° 9\. .* leurs meubles et leurs vêtements\.$/);
    expect(resource?.text).not.toMatch(/Déniché|Page \d/);
    expect(wholeListing).toBe('lettre.pdf');
  });

  it('is recognised under another name and type', async () => {
    const bytes = await readFile(`${FOLDER}lettre.pdf`);
    const { resources } = await readContent(bytes, 'lettre.txt');
    expect(resources[0]?.title).toBe('Une recyclerie dans un atelier municipal');
  });
});

describe('the lines of a PDF', () => {
  const line = (text: string, y: number, more: Partial<PrintedText> = {}): PrintedText => ({
    text,
    x: 60,
    y,
    size: 11,
    ...more,
  });
  const readLines = async (lines: readonly PrintedText[], info = '') => {
    const { resources } = await readContent(writePdf([lines], info), 'a.pdf');
    return resources[0] ?? fail();
  };
  const long = 'Une phrase assez longue pour tenir toute la largeur de la colonne de ce document';

  it('lose the hyphens that cut words, and keep the others', async () => {
    const { text } = await readLines([
      line('Un local pour une association', 700, { size: 20 }),
      line(`${long} et une inter-`, 660),
      line(`communalité. ${long} où celui-`, 646),
      line(`ci est à Saint-`, 632),
      line('Denis.', 618),
    ]);
    expect(text).toBe(`${long} et une intercommunalité. ${long} où celui-ci est à Saint-Denis.`);
  });

  it('give a title over two lines, and headings in bold', async () => {
    const resource = await readLines([
      line('Un très grand local pour une', 700, { size: 20 }),
      line('association de quartier', 676, { size: 20 }),
      line('Le rôle de la commune', 640, { isBold: true }),
      line(`${long}.`, 622),
    ]);
    expect(resource.title).toBe('Un très grand local pour une association de quartier');
    expect(blocksOf(resource)).toEqual(['heading: Le rôle de la commune', `paragraph: ${long}.`]);
  });

  it('are read column by column when little parts them, and a box after the text beside it', async () => {
    const column = (name: string, x: number) =>
      [0, 1, 2, 3, 4].map((at) => line(`${name} ${at} tient ici`, 640 - 14 * at, { x }));
    const { text } = await readLines([
      line('Un local pour une association de quartier', 700, { size: 20 }),
      // A line of the column is 90 points wide; 8 points part it from the next one.
      ...column('Premier', 60),
      ...column('Second', 158),
      line('420 familles', 636, { x: 270, size: 8 }),
      line('12 communes', 626, { x: 270, size: 8 }),
    ]);
    const words = ['Premier 0', 'Premier 4', 'Second 0', 'Second 4', '420 familles', '12 communes'];
    expect(words.map((word) => text.indexOf(word))).toEqual(
      words.map((word) => text.indexOf(word)).toSorted((a, b) => a - b),
    );
    expect(text).toContain('420 familles 12 communes');
  });

  it('are dated by the properties of the file when they are not dated', async () => {
    const lines = [line('Un local pour une association', 700, { size: 20 }), line(`${long}.`, 660)];
    const resource = await readLines(
      lines,
      '/CreationDate (D:20220405101500Z) /Title (Microsoft Word - v2.doc)',
    );
    expect([resource.title, resource.date]).toEqual(['Un local pour une association', '2022-04-05']);
  });
});

describe('office documents', () => {
  it.each(['note.docx', 'note.odt'])('%s gives its title, date, headings, lists and tables', async (name) => {
    const { resources } = await read(name);
    expect(resources.map(({ title, date }) => [title, date])).toEqual([
      ['Une recyclerie dans un atelier municipal', '2023-03'],
    ]);
    const blocks = blocksOf(resources[0] ?? fail());
    expect(blocks.slice(0, ACCOUNT.length)).toEqual(ACCOUNT);
    expect(blocks.slice(-TABLE.length)).toEqual(TABLE);
  });

  it('keep the network’s field that says whether they are open', async () => {
    const page = (flag: string) =>
      `# Une note\n\nLa commune de Cluny a prêté un local.\n\nRessource privée : ${flag}\n`;
    const accesses = await Promise.all(
      ['Non', 'Oui'].map(async (flag) => (await readContent(page(flag), 'note.md')).resources[0]?.access),
    );
    expect(accesses).toEqual(['public', 'members']);
  });
});

it('reads the headings, lists and links of a Markdown text', async () => {
  const { resources } = await readContent(
    [
      '# Un *garage* solidaire',
      '',
      'Publié le 3 mars 2022',
      '',
      '## Ce qui a été fait',
      '',
      'La commune de **Cluny** a [prêté](https://exemple.fr) un local.',
      '',
      '- un point',
    ].join('\n'),
    'note.md',
  );
  expect(resources.map(({ title, date }) => [title, date])).toEqual([['Un garage solidaire', '2022-03-03']]);
  expect(blocksOf(resources[0] ?? fail())).toEqual([
    'heading: Ce qui a été fait',
    'paragraph: La commune de Cluny a prêté un local.',
    'list-item: un point',
  ]);
});

describe('a document that is not read', () => {
  const scan = writePdf([[{ text: '1', x: 290, y: 30, size: 10 }]]);
  const email =
    'From: a@exemple.fr\r\nTo: b@exemple.fr\r\nMIME-Version: 1.0\r\nSubject: Note\r\n\r\nBonjour\r\n';
  it.each([
    ['a scanned PDF', scan, 'reconnaissance de caractères'],
    ['a damaged PDF', scan.slice(0, 200), 'abîmé'],
    ['an RTF text', Buffer.from('{\\rtf1\\ansi Bonjour}'), 'DOCX'],
    ['an old DOC', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'DOCX'],
    ['an email', Buffer.from(email), 'courriel'],
    ['a slide show', zipSync({ 'ppt/presentation.xml': new Uint8Array(1) }), 'diaporama'],
    ['another zip', zipSync({ 'a.xml': new Uint8Array(1) }), 'décompressez-la'],
  ])('says what to do: %s', async (_name, bytes, advice) => {
    await expect(readContent(bytes, 'a.bin')).rejects.toThrow(advice);
  });

  it('says what to do: a PDF with a password', async () => {
    await expect(read('protege.pdf')).rejects.toThrow('mot de passe');
  });
});

function fail(): never {
  throw new Error('a resource is missing');
}
