import { inflateRawSync } from 'node:zlib';

const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const DEFLATED = 8;

function unzip(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const end = archive.length - 22;
  if (archive.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('this is no zip archive');
  let at = archive.readUInt32LE(end + 16);
  while (archive.readUInt32LE(at) === CENTRAL_ENTRY) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const nameLength = archive.readUInt16LE(at + 28);
    const header = archive.readUInt32LE(at + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const content = archive.subarray(start, start + size);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, (method === DEFLATED ? inflateRawSync(content) : content).toString('utf8'));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

/** Reads what a DOCX document says: its body, styles and addresses, without the ids drawn for its links. */
export function readDocx(archive: Buffer): {
  readonly body: string;
  readonly styles: string;
  readonly addresses: readonly string[];
} {
  const files = unzip(archive);
  const read = (name: string) => files.get(`word/${name}`) ?? '';
  return {
    body: read('document.xml').replace(/ r:id="[^"]*"/g, ''),
    styles: read('styles.xml'),
    addresses: Array.from(
      read('_rels/document.xml.rels').matchAll(/Target="(https?:[^"]*)"/g),
      ([, address = '']) => address,
    ),
  };
}
