/**
 * Deletes the libraries of onnxruntime-node for other systems and processors, half the size of `node_modules`:
 * `npm run slim`, on an installation that only serves.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [, , folder = 'node_modules'] = process.argv;
const root = join(folder, 'onnxruntime-node', 'bin');
/** Folders of a system and a processor: `napi-v6/linux/x64`. */
const binaries = readdirSync(root).flatMap((version) =>
  readdirSync(join(root, version)).flatMap((system) =>
    readdirSync(join(root, version, system)).map((processor) => join(version, system, processor)),
  ),
);
const others = binaries.filter((path) => !path.endsWith(join('', process.platform, process.arch)));
if (others.length === binaries.length) {
  throw new Error(`${root} n’a rien pour ${process.platform}/${process.arch} : rien n’est supprimé.`);
}
for (const path of others) rmSync(join(root, path), { recursive: true });
