// Tient à jour une copie des expériences publiques : node nightly-copy.mjs copie
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const service = 'https://essaimage.exemple.fr';
const folder = process.argv[2] ?? 'copie';
const fileOf = (id) => join(folder, `${encodeURIComponent(id)}.json`);

async function read(path) {
  const response = await fetch(`${service}${path}`);
  if (response.status === 429 || response.status === 503) {
    // Le service limite les appels de chacun, et dit combien de secondes attendre.
    const seconds = Number(response.headers.get('retry-after') ?? 5);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return read(path);
  }
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path} : ${response.status} ${await response.text()}`);
  return response.json();
}

await mkdir(folder, { recursive: true });
const cursorFile = join(folder, 'curseur.txt');
let since = await readFile(cursorFile, 'utf8').catch(() => '');
const counts = { updated: 0, deleted: 0 };

for (let hasMore = true; hasMore; ) {
  const page = await read(
    `/v1/changes?limit=100${since === '' ? '' : `&since=${encodeURIComponent(since)}`}`,
  );
  for (const { kind, id, url } of page.changes) {
    // Une expérience retirée entre-temps n’est plus là : le changement suivant le dira.
    const experience = kind === 'deleted' ? null : await read(url);
    if (experience === null) await rm(fileOf(id), { force: true });
    else await writeFile(fileOf(id), JSON.stringify(experience, null, 2));
    counts[kind] += 1;
  }
  since = page.next;
  hasMore = page.hasMore;
  // Écrit après la page : interrompue, la copie reprend là où elle en était.
  await writeFile(cursorFile, since);
}
console.log(`${counts.updated} mises à jour, ${counts.deleted} effacées`);
