export type DocumentKind = 'text' | 'html' | 'json' | 'ndjson' | 'csv';

const EXTENSIONS: Readonly<Record<string, DocumentKind>> = {
  txt: 'text',
  text: 'text',
  md: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  csv: 'csv',
};
const MEDIA_TYPES: Readonly<Record<string, DocumentKind>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'text/csv': 'csv',
};
/** Formats that people take for text; `looksBinary` tells the others. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'une archive zip ou un document bureautique' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'un document PDF' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'un ancien document bureautique' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'une image' },
  { bytes: [0xff, 0xd8, 0xff], what: 'une image' },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: 'une image' },
];
/** A file is binary when control and damaged characters exceed both; fewer are accidents. */
const BINARY_SHARE = 0.1;
const BINARY_COUNT = 16;

/** Names a binary format in French, from its signature; null when the bytes may be text. */
export function binaryKind(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find((signature) => signature.bytes.every((byte, index) => bytes[index] === byte));
  return found?.what ?? null;
}

/** Tells whether decoded text has too many control or damaged characters to be text. */
export function looksBinary(text: string): boolean {
  const window = text.slice(0, 100_000);
  const strange = window.match(/(?![\t\n\f\r])[\p{Cc}\ufffd]/gu)?.length ?? 0;
  return strange > BINARY_COUNT && strange > BINARY_SHARE * window.length;
}

/** Detects the kind of a document from its media type, then its extension, then its first characters. */
export function detectKind(name: string, mediaType: string | null, text: string): DocumentKind {
  const extension = /\.([a-z]{2,6})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = (mediaType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const said = MEDIA_TYPES[type] ?? EXTENSIONS[extension];
  if (said !== undefined && said !== 'text') return said;
  const beginning = text.slice(0, 2000).trimStart();
  if (/^<(?:!doctype\s+html|html|head|body|!--|main|div|article|\?xml)/i.test(beginning)) return 'html';
  if (/^\{\s*"/.test(beginning)) return 'ndjson';
  return /^\[\s*\{/.test(beginning) ? 'json' : 'text';
}
