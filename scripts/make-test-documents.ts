/**
 * Writes the fictional documents of test/ingestion/documents, with LibreOffice for the PDF and the ODT:
 *   node --import tsx scripts/make-test-documents.ts
 */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';

const FOLDER = fileURLToPath(new URL('../test/ingestion/documents/', import.meta.url));
const text = (words: string) => new Paragraph({ children: [new TextRun(words)], spacing: { after: 120 } });
const item = (words: string) => new Paragraph({ text: words, bullet: { level: 0 } });
const heading = (words: string) => new Paragraph({ text: words, heading: HeadingLevel.HEADING_1 });
const row = (...cells: string[]) =>
  new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) });

const BODY = [
  heading('Un atelier prêté par la commune'),
  text(
    'La commune de Saumur a prêté en 2021 un ancien atelier municipal à la coopérative fictive Exemple Réemploi. L’intercommunalité finance les travaux à hauteur de quarante mille euros et l’accompagnement professionnel des salariés.',
  ),
  text(
    'Les habitants déposent leurs objets le samedi. Douze personnes en insertion les trient, les réparent et les vendent à petit prix dans une boutique ouverte quatre jours par semaine, au cœur du quartier.',
  ),
  heading('Ce que la collectivité a fait'),
  item('le prêt du local, pour neuf ans'),
  item('une subvention annuelle de huit mille euros'),
  item('une clause d’insertion dans son marché de collecte'),
  heading('Points de vigilance'),
  text(
    'Le premier bail était trop court pour que la coopérative emprunte. Les élus recommandent de prévoir dès le départ la place du stockage, qui manque toujours, et de dire aux habitants ce qui se dépose et ce qui ne se dépose pas.',
  ),
  text(
    'La seconde année, la fréquentation a doublé sans communication particulière, et la déchèterie voisine a reçu moins de meubles.',
  ),
];

const VOICES = Array.from({ length: 9 }, (_, index) =>
  text(
    `Voix n° ${index + 1}. La communauté de communes voisine, fictive elle aussi, est venue voir l’atelier avec ses élus. Elle en retient qu’un local sûr compte plus qu’une aide ponctuelle, et qu’il faut du temps avant que les habitants prennent l’habitude d’y apporter leurs meubles et leurs vêtements.`,
  ),
);
const header = new Header({
  children: [new Paragraph({ text: 'Déniché par Exemple – lettre fictive', alignment: AlignmentType.RIGHT })],
});
const footer = new Footer({
  children: [
    new Paragraph({
      children: [new TextRun({ children: ['Page ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
    }),
  ],
});
const frame = { headers: { default: header }, footers: { default: footer } };
const title = [
  new Paragraph({ text: 'Une recyclerie dans un atelier municipal', heading: HeadingLevel.TITLE }),
  text('Mars 2023'),
];

const letter = new Document({
  title: 'Microsoft Word - lettre.docx',
  sections: [
    { ...frame, properties: { type: SectionType.CONTINUOUS }, children: title },
    {
      ...frame,
      properties: { type: SectionType.CONTINUOUS, column: { count: 2, space: 500, equalWidth: true } },
      children: [...BODY, heading('Ce qu’en disent les voisins'), ...VOICES],
    },
  ],
});
const note = new Document({
  sections: [
    {
      ...frame,
      children: [
        ...title,
        ...BODY,
        new Table({ rows: [row('Année', 'Tonnes'), row('2021', '12'), row('2022', '26')] }),
      ],
    },
  ],
});

function convert(name: string, format: string): void {
  execFileSync('soffice', ['--headless', '--convert-to', format, '--outdir', FOLDER, `${FOLDER}${name}`]);
}

writeFileSync(`${FOLDER}lettre.docx`, await Packer.toBuffer(letter));
writeFileSync(`${FOLDER}note.docx`, await Packer.toBuffer(note));
convert('lettre.docx', 'pdf');
convert('note.docx', 'odt');
writeFileSync(
  `${FOLDER}protege.docx`,
  await Packer.toBuffer(new Document({ sections: [{ children: title }] })),
);
const password = { DocumentOpenPassword: { type: 'string', value: 'exemple' } };
const encryption = JSON.stringify({ EncryptFile: { type: 'boolean', value: 'true' }, ...password });
convert('protege.docx', `pdf:writer_pdf_Export:${encryption}`);
rmSync(`${FOLDER}protege.docx`);
rmSync(`${FOLDER}lettre.docx`);
