import { typeset } from '../../domain/french/formats.ts';
import type { Note, NoteBlock, NoteLine, NoteText } from '../../domain/note/note.ts';
import { escapeHtml } from '../../domain/text/escape-html.ts';
import type { NoteWriter } from '../../ports/note-writer.ts';

const STYLE = `
@page { size: A4; margin: 16mm 22mm; }
:root { color-scheme: light; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 11pt/1.45 Arial, sans-serif; color: #1a1a1a; background: #fff; }
h1 { font-size: 16pt; } h2 { font-size: 13pt; margin-top: 1em; } h3 { font-size: 11pt; margin-bottom: 0; }
section { break-before: page; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
p, ul, ol { margin: 0.4em 0; } li { margin: 0.2em 0; } p, li { overflow-wrap: break-word; orphans: 2; widows: 2; }
a { color: #0b4f6c; } mark { color: inherit; background: #fff3a3; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; line-height: 1.2; } p { margin: 0.3em 0; } a { color: inherit; } }
`;

function writeText(part: NoteText): string {
  const text = escapeHtml(typeset(part.text));
  if (part.from === 'blank') return `<mark>${text}</mark>`;
  if (part.from === 'label') return part.isStrong ? `<strong>${text}</strong>` : text;
  return part.url === null ? text : `<a href="${escapeHtml(part.url)}">${text}</a>`;
}

function writeLine(line: NoteLine): string {
  return line.map(writeText).join('');
}

function writeBlock(block: NoteBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1}>${writeLine(block.line)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p>${writeLine(block.line)}</p>`;
    case 'list': {
      const name = block.isOrdered ? 'ol' : 'ul';
      return `<${name}>${block.items.map((line) => `<li>${writeLine(line)}</li>`).join('')}</${name}>`;
    }
  }
}

/** Writes a note as a page that prints on A4, with its style inside: nothing else is loaded. */
function writeHtml({ title, blocks, annex }: Note): string {
  const name = writeLine(title);
  return `<!doctype html>
<html lang="fr-FR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${name}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${name}</h1>
${blocks.map(writeBlock).join('\n')}
<section>
${annex.map(writeBlock).join('\n')}
</section>
</main>
</body>
</html>
`;
}

/** Creates the writer of notes. */
export function createNoteWriter(): NoteWriter {
  return {
    // Loaded with the first note: 12 MB that a service without notes does not need.
    docx: async (note) => (await import('./write-docx.ts')).writeDocx(note),
    html: writeHtml,
  };
}
