// Tient à jour une copie des expériences publiques : node nightly-copy.mjs copie
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const service = 'https://essaimage.exemple.fr';
const folder = process.argv[2] ?? 'copie';
const cursorFile = join(folder, 'curseur.txt');
const fileOf = (id) => join(folder, `${encodeURIComponent(id)}.json`);
const keep = (experience) => writeFile(fileOf(experience.id), JSON.stringify(experience, null, 2));

async function get(path) {
  const response = await fetch(`${service}${path}`);
  if (response.status !== 429 && response.status !== 503) return response;
  // Le service limite les appels de chacun, et dit combien de secondes attendre.
  const seconds = Number(response.headers.get('retry-after') ?? 5);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return get(path);
}

// La première fois, et quand le service a été restauré : tout, en un fichier.
async function copyAll() {
  const response = await get('/v1/experiences.ndjson');
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  const old = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  for (const name of old) await rm(join(folder, name));
  for (const line of lines) await keep(JSON.parse(line));
  console.log(`${lines.length} copiées`);
  // La suite part de l’heure du service, qui redonne aussi les dix minutes d’avant.
  return new Date(response.headers.get('date')).toISOString();
}

await mkdir(folder, { recursive: true });
let since = (await readFile(cursorFile, 'utf8').catch(() => '')) || (await copyAll());
const counts = { updated: 0, deleted: 0 };

for (let hasMore = true; hasMore; ) {
  const response = await get(`/v1/changes?include=experience&limit=100&since=${encodeURIComponent(since)}`);
  const page = await response.json();
  if (page.code === 'cursor-invalid') {
    since = await copyAll();
    continue;
  }
  if (!response.ok) throw new Error(`${page.code} : ${page.detail}`);
  for (const { kind, id, experience } of page.changes) {
    // Une expérience retirée entre-temps n’est plus là : le changement suivant le dira.
    if (experience === null) await rm(fileOf(id), { force: true });
    else await keep(experience);
    counts[kind] += 1;
  }
  since = page.next;
  hasMore = page.hasMore;
  // Écrit après la page : interrompue, la copie reprend là où elle en était.
  await writeFile(cursorFile, since);
}
console.log(`${counts.updated} mises à jour, ${counts.deleted} effacées`);
