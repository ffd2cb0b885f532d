import { UnreadableDocument } from '../common/unreadable-document.ts';
import { openArchive } from './open-archive.ts';
import { readDocx } from './read-docx.ts';
import { readOdt } from './read-odt.ts';
import { readXlsx } from './read-xlsx.ts';

/**
 * Reads an office document: a page for a text, rows for a table.
 * @throws UnreadableDocument when it is damaged, too large once unpacked, or of a kind that is not read
 */
export async function readOffice(bytes: Uint8Array): Promise<string | readonly (readonly string[])[]> {
  const archive = openArchive(bytes);
  switch (archive.kind) {
    case 'docx':
      return readDocx(archive);
    case 'odt':
      return readOdt(archive);
    case 'xlsx':
      return readXlsx(archive);
    case 'pptx':
      throw new UnreadableDocument('c’est un diaporama ; enregistrez-le en PDF, puis recommencez');
    case 'other-open-document':
      throw new UnreadableDocument(
        'c’est un document OpenDocument qui n’est pas un texte ; enregistrez un tableau en XLSX ou en CSV, un diaporama en PDF',
      );
    case null:
      throw new UnreadableDocument('c’est une archive zip ; décompressez-la, puis importez le dossier');
  }
}
