import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  type ISectionOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { typeset } from '../../domain/french/formats.ts';
import type { Note, NoteBlock, NoteLine, NoteText } from '../../domain/note/note.ts';

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2 } as const;

/** Sizes are in half-points, spaces in twentieths of a point. */
const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: '1A1A1A' },
  paragraph: { keepNext: true, spacing: { before, after: 60 } },
});

const STYLES = {
  default: {
    document: {
      run: { font: 'Arial', size: 21, language: { value: 'fr-FR' } },
      paragraph: { spacing: { after: 80, line: 250 } },
    },
    title: { run: { size: 34, bold: true, color: '1A1A1A' }, paragraph: { spacing: { after: 140 } } },
    heading1: heading(25, 200),
    heading2: heading(21, 120),
    hyperlink: { run: { color: '0B4F6C', underline: {} } },
  },
};

const MARGINS = { top: '16mm', bottom: '16mm', left: '22mm', right: '22mm' } as const;

/** Distance between a bullet or a number and its text, in twentieths of a point. */
const INDENT = 360;

function numbering(reference: string, format: 'bullet' | 'decimal') {
  const style = { paragraph: { indent: { left: INDENT, hanging: INDENT } } };
  const text = format === 'bullet' ? '•' : '%1.';
  return {
    reference,
    levels: [{ level: 0, format: LevelFormat[format === 'bullet' ? 'BULLET' : 'DECIMAL'], text, style }],
  };
}

function writeText(part: NoteText): ParagraphChild {
  const text = typeset(part.text);
  if (part.from === 'blank') return new TextRun({ text, highlight: 'yellow' });
  if (part.from === 'label') return new TextRun(part.isStrong ? { text, bold: true } : { text });
  if (part.url === null) return new TextRun(text);
  return new ExternalHyperlink({ link: part.url, children: [new TextRun({ text, style: 'Hyperlink' })] });
}

function writeLine(line: NoteLine): readonly ParagraphChild[] {
  return line.map(writeText);
}

/** @param position place of the block in the note: each numbered list starts again at 1 */
function writeBlock(block: NoteBlock, position: number): readonly Paragraph[] {
  switch (block.kind) {
    case 'heading':
      return [
        // LibreOffice breaks a page between two headings that only their styles hold together.
        new Paragraph({ heading: HEADINGS[block.level], keepNext: true, children: writeLine(block.line) }),
      ];
    case 'paragraph':
      return [new Paragraph({ children: writeLine(block.line) })];
    case 'list': {
      const reference = block.isOrdered ? 'steps' : 'bullets';
      return block.items.map(
        (line) =>
          new Paragraph({
            numbering: { reference, level: 0, instance: position },
            spacing: { after: 50 },
            children: writeLine(line),
          }),
      );
    }
  }
}

function pageFooter(): Footer {
  const children = [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 20 })];
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children })] });
}

/** Begins on a new page. */
function section(children: readonly Paragraph[]): ISectionOptions {
  return {
    properties: { page: { size: { width: '210mm', height: '297mm' }, margin: MARGINS } },
    footers: { default: pageFooter() },
    children,
  };
}

/** Writes a note with styles, levels of heading and lists, in French, at 10.5 points. */
export async function writeDocx(note: Note): Promise<Uint8Array> {
  const title = typeset(note.title.map(({ text }) => text).join(''));
  const document = new Document({
    title,
    creator: '',
    lastModifiedBy: '',
    styles: STYLES,
    numbering: { config: [numbering('bullets', 'bullet'), numbering('steps', 'decimal')] },
    sections: [
      section([
        new Paragraph({ heading: HeadingLevel.TITLE, children: writeLine(note.title) }),
        ...note.blocks.flatMap(writeBlock),
      ]),
      section(note.annex.flatMap(writeBlock)),
    ],
  });
  return Packer.toBuffer(document);
}
