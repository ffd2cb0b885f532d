import { strFromU8, type UnzipFileInfo, unzipSync } from 'fflate';
import { DomUtils, parseDocument } from 'htmlparser2';
import { escapeHtml } from '../../../domain/text/escape-html.ts';
import { UnreadableDocument } from '../common/read-item.ts';
import { isMadeTitle } from '../listing/find-title.ts';

/** Files of an office document that hold text; images and fonts are never unpacked. */
const TEXT_FILE = /\.(?:xml|rels)$|^mimetype$/;
const MOST_FILES = 5_000;
const MOST_BYTES = 150_000_000;

/** Kinds of office documents: the file that each has, and none of the others. */
const MARKS = [
  ['docx', 'word/document.xml'],
  ['xlsx', 'xl/workbook.xml'],
  ['pptx', 'ppt/presentation.xml'],
] as const;
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.';

export type OfficeKind = 'docx' | 'xlsx' | 'pptx' | 'odt' | 'other-open-document';

export interface OfficeArchive {
  /** Null for a zip archive that is not an office document. */
  readonly kind: OfficeKind | null;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/**
 * Unpacks the texts of an office document. The sizes are added up before anything is unpacked, and no file grows beyond
 * its own.
 * @throws UnreadableDocument when it is damaged, or would fill the memory
 */
export function openArchive(bytes: Uint8Array): OfficeArchive {
  let count = 0;
  let total = 0;
  const filter = ({ name, originalSize, size }: UnzipFileInfo): boolean => {
    count += 1;
    if (!TEXT_FILE.test(name)) return false;
    // A stored file is copied whole, even when it announces less.
    total += Math.max(originalSize, size);
    if (count > MOST_FILES || total > MOST_BYTES) {
      throw new UnreadableDocument('cette archive contient trop, une fois décompressée');
    }
    return true;
  };
  try {
    const files = unzipSync(bytes, { filter });
    return { kind: kindOf(files), files };
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument(
      'cette archive est abîmée ou incomplète ; enregistrez le document de nouveau',
    );
  }
}

/** Returns the text of a file of the archive; empty when it has none. */
export function textIn({ files }: OfficeArchive, name: string): string {
  const bytes = files[name];
  return bytes === undefined ? '' : strFromU8(bytes);
}

function kindOf(files: OfficeArchive['files']): OfficeKind | null {
  const mimetype = textIn({ kind: null, files }, 'mimetype').trim();
  if (mimetype.startsWith(`${OPEN_DOCUMENT}text`)) return 'odt';
  if (mimetype.startsWith(OPEN_DOCUMENT)) return 'other-open-document';
  return MARKS.find(([, name]) => name in files)?.[0] ?? null;
}

/**
 * Writes an office document as a page, to read it like one.
 * @param properties its `docProps/core.xml` or `meta.xml`; empty without one
 */
export function toPage(body: string, properties: string): string {
  const { children } = parseDocument(properties, { xmlMode: true });
  const found = DomUtils.findOne(({ name }) => name === 'dc:title', children);
  const title = found === null ? '' : DomUtils.textContent(found).trim();
  const meta =
    title === '' || isMadeTitle(title) ? '' : `<meta name="dc.title" content="${escapeHtml(title)}">`;
  return `<!doctype html><head>${meta}</head><main>${body}</main>`;
}
