import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { UnreadableDocument } from '../common/read-item.ts';
import { type OfficeArchive, openArchive, textIn, toPage } from './open-archive.ts';
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

const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Titre'] => h1:fresh"];

/** Writes a DOCX as a page. @throws UnreadableDocument when it is damaged */
async function readDocx(archive: OfficeArchive): Promise<string> {
  // Packed again with its texts alone: the library unpacks without limits.
  const buffer = Buffer.from(zipSync({ ...archive.files }, { level: 0 }));
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { styleMap: STYLES, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    );
    return toPage(value, textIn(archive, 'docProps/core.xml'));
  } catch {
    throw new UnreadableDocument('ce document DOCX est abîmé ; ouvrez-le et enregistrez-le de nouveau');
  }
}
