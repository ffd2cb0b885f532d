import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { UnreadableDocument } from '../common/unreadable-document.ts';
import { toPage } from './office-page.ts';
import { type OfficeArchive, textIn } from './open-archive.ts';

const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Titre'] => h1:fresh"];

/** Writes a DOCX as a page. @throws UnreadableDocument when it is damaged */
export async function readDocx(archive: OfficeArchive): Promise<string> {
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
