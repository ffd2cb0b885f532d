type DocumentKind = 'text' | 'markdown' | 'html' | 'feed' | 'sitemap' | 'json' | 'ndjson' | 'csv';

const EXTENSIONS: Readonly<Record<string, DocumentKind>> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  csv: 'csv',
  tsv: 'csv',
};
const MEDIA_TYPES: Readonly<Record<string, DocumentKind>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'text/csv': 'csv',
  'text/markdown': 'markdown',
};
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const PDF = [0x25, 0x50, 0x44, 0x46];
const SAVE_AS_DOCX = 'enregistrez-le en DOCX, en ODT ou en PDF, puis recommencez';
/** Formats that are not read, and the way round; `looksBinary` tells the others. */
const REFUSED: readonly (readonly [readonly number[], string])[] = [
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    'c’est un ancien document bureautique (DOC, XLS ou PPT) ; enregistrez-le en DOCX, en XLSX ou en PDF, puis recommencez',
  ],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], `c’est un document RTF ; ${SAVE_AS_DOCX}`],
  [[0x89, 0x50, 0x4e, 0x47], 'c’est une image ; donnez le texte qu’elle montre'],
  [[0xff, 0xd8, 0xff], 'c’est une image ; donnez le texte qu’elle montre'],
  [[0x47, 0x49, 0x46, 0x38], 'c’est une image ; donnez le texte qu’elle montre'],
];
/** Junk that some servers put before the mark of a PDF. */
const PDF_WINDOW = 1024;
const MAIL =
  /^(?:(?:return-path|received|delivered-to|mime-version|message-id|from|to|cc|subject|date|reply-to|(?:content|x|arc|list|dkim)-[\w-]+|authentication-results):.*\r?\n(?:[ \t].*\r?\n)*){3}/i;
const ROOTS: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^<(?:rss|feed|rdf:rdf)[\s>]/i, 'feed'],
  [/^<(?:urlset|sitemapindex)[\s>]/i, 'sitemap'],
  [/^<(?:!doctype\s+html|html|head|body|!--|main|div|article|\?xml)/i, 'html'],
];
/** A file is binary when control and damaged characters exceed both; fewer are accidents. */
const BINARY_SHARE = 0.1;
const BINARY_COUNT = 16;

/** Recognises a binary format that is read, from its first bytes; null for a text. */
export function findBinaryKind(bytes: Uint8Array): 'archive' | 'pdf' | null {
  if (startsWith(bytes, ZIP)) return 'archive';
  if (startsWith(bytes, PDF)) return 'pdf';
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, PDF_WINDOW));
  return beginning.includes('%PDF-1.') ? 'pdf' : null;
}

/** Says in French why a format is not read, and what to do; null when it may be a text. */
export function refuseKind(bytes: Uint8Array): string | null {
  return REFUSED.find(([signature]) => startsWith(bytes, signature))?.[1] ?? null;
}

/** Tells whether a text is a saved email, whose parts are encoded. */
export function isMail(text: string): boolean {
  return MAIL.test(text.trimStart().slice(0, 4000));
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Tells whether decoded text has too many control or damaged characters to be text. */
export function looksBinary(text: string): boolean {
  const window = text.slice(0, 100_000);
  const strange = window.match(/(?![\t\n\f\r])[\p{Cc}\ufffd]/gu)?.length ?? 0;
  return strange > BINARY_COUNT && strange > BINARY_SHARE * window.length;
}

/** Detects the kind of a text from its first characters, then its media type, then its extension. */
export function detectKind(name: string, mediaType: string | null, text: string): DocumentKind {
  const beginning = text.slice(0, 4000).trimStart();
  const root = rootOf(beginning);
  if (root === 'feed' || root === 'sitemap') return root;
  const extension = /\.([a-z]{2,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = (mediaType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const said = MEDIA_TYPES[type] ?? EXTENSIONS[extension];
  const isMarkup = root === 'html' && /^<(?:!doctype\s+html|html)/i.test(withoutProlog(beginning));
  if (isMarkup) return 'html';
  if (said !== undefined && said !== 'text') return said;
  if (root !== undefined) return root;
  if (/^\{\s*"/.test(beginning)) return 'ndjson';
  if (/^\[\s*\{/.test(beginning)) return 'json';
  return /^#{1,2} \S/.test(beginning) ? 'markdown' : 'text';
}

function rootOf(beginning: string): DocumentKind | undefined {
  const root = withoutProlog(beginning);
  return ROOTS.find(([pattern]) => pattern.test(root) || pattern.test(beginning))?.[1];
}

/** Leaves out the XML declaration, style sheets and comments before the first element. */
function withoutProlog(text: string): string {
  return text.replace(/^(?:\s|<\?[^>]*>|<!--(?:(?!-->)[\s\S])*-->)*/, '');
}
