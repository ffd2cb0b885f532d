const UTF8_BOM = [0xef, 0xbb, 0xbf];
/** Enough to reach `<meta charset>`, near the start of a page. */
const META_WINDOW_BYTES = 4096;
/** Damaged UTF-8 is still UTF-8 below this ratio of damaged characters to well-formed accented ones. */
const DAMAGED_SHARE = 0.25;
const CHARSET_IN_META = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]{1,40})/i;
const CHARSET_IN_MEDIA_TYPE = /;\s*charset\s*=\s*["']?([\w:-]{1,40})/i;
/** Windows-1252 characters of 0x80 to 0x9F, which decoders may leave as control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Decodes bytes. A byte order mark wins, then valid UTF-8, then the encoding that the sender or the page declares, then
 * windows-1252. The text has no byte order mark; invalid bytes, each replaced by U+FFFD, are counted. Never throws.
 * @param mediaType `Content-Type` with its charset; null when unknown
 */
export function decodeBytes(bytes: Uint8Array, mediaType: string | null) {
  const encoding = detectEncoding(bytes, declaredEncoding(bytes, mediaType));
  const text = repairWindows1252(new TextDecoder(encoding).decode(bytes));
  return { text, damagedCount: text.match(/\ufffd/g)?.length ?? 0 };
}

function detectEncoding(bytes: Uint8Array, declared: string | null): string {
  if (UTF8_BOM.every((byte, index) => bytes[index] === byte)) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (decodesAs('utf-8', bytes)) return 'utf-8';
  if (isDamagedUtf8(bytes)) return 'utf-8';
  if (declared !== null && !declared.startsWith('utf-') && decodesAs(declared, bytes)) return declared;
  return 'windows-1252';
}

/** Tells whether damaged characters are few beside well-formed accented ones. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const damaged = text.match(/\ufffd/g)?.length ?? 0;
  const wellFormed = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return damaged < DAMAGED_SHARE * wellFormed;
}

function declaredEncoding(bytes: Uint8Array, mediaType: string | null): string | null {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, META_WINDOW_BYTES));
  const label = CHARSET_IN_MEDIA_TYPE.exec(mediaType ?? '')?.[1] ?? CHARSET_IN_META.exec(beginning)?.[1];
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function decodesAs(encoding: string, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function repairWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? '');
}
