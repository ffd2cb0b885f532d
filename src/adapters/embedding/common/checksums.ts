import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** File of a model folder with the SHA-256 of the others, as `sha256sum` writes them. */
export const CHECKSUM_FILE = 'SHA256SUMS';

/** Maps a path relative to the folder, with `/`, to 64 hexadecimal digits. */
export type Checksums = ReadonlyMap<string, string>;

const LINE = /^([0-9a-f]{64}) [ *](.+)$/;
const LEAVES_FOLDER = /^\/|(?:^|\/)\.\.(?:\/|$)/;

/** Returns null when a line is not the checksum of a file in the folder, or when there is none. */
export function parseChecksums(text: string): Checksums | null {
  const checksums = new Map<string, string>();
  for (const line of text.split(/\r?\n/).filter((candidate) => candidate !== '')) {
    const [, digest, file] = LINE.exec(line) ?? [];
    if (digest === undefined || file === undefined || LEAVES_FOLDER.test(file)) return null;
    checksums.set(file, digest);
  }
  return checksums.size === 0 ? null : checksums;
}

export function formatChecksums(checksums: Checksums): string {
  return [...checksums].map(([file, digest]) => `${digest}  ${file}\n`).join('');
}

/** Streams a file into SHA-256. @throws the error of the file system */
export async function hashFile(directory: string, file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(directory, file)), hash);
  return hash.digest('hex');
}
