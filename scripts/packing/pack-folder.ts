import { execFileSync } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DESTINATION = join(ROOT, 'web/dist');

/**
 * Packs a folder as an npm package in `web/dist`, with the version and the licence of the service.
 * @param manifest its `package.json`, without a version
 * @returns the path of the archive from the root of the repository, and its size in bytes
 */
export async function packFolder(folder: string, manifest: string): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
  const described = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(manifest, 'utf8')));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify({ ...described, version }, null, 2)}\n`);
  await cp(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  const output = execFileSync('npm', ['pack', '--json', '--pack-destination', DESTINATION], {
    cwd: folder,
    encoding: 'utf8',
  });
  const [{ filename, size }] = z
    .tuple([z.object({ filename: z.string(), size: z.number() })])
    .parse(JSON.parse(output));
  return `${relative(ROOT, join(DESTINATION, filename))} (${size} octets)`;
}
