import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { foldWords } from '../../domain/text/words.ts';
import { loadTaxonomy, loadThesaurus } from './load-taxonomy.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'taxonomy-'));
  await cp('corpus', directory, { recursive: true });
});
afterEach(() => rm(directory, { recursive: true }));

async function edit(fileName: string, from: string, to: string) {
  const file = join(directory, fileName);
  const content = await readFile(file, 'utf8');
  expect(content).toContain(from);
  await writeFile(file, content.replace(from, to));
}

describe('the taxonomy', () => {
  it('keeps the order of the files', async () => {
    const { levers, themes } = await loadTaxonomy(directory);
    expect(levers.slice(0, 2).map(({ id }) => id)).toEqual(['commande-publique', 'scic-capital']);
    expect(themes.slice(0, 2).map(({ id }) => id)).toEqual(['alimentation', 'agriculture']);
  });

  it('changes its hash with what recognises, not with layout nor the definition of a theme', async () => {
    const { hash } = await loadTaxonomy(directory);
    await edit('levers.json', '"label"', '   "label"');
    await edit('themes.json', '"Se nourrir mieux', '"Manger mieux');
    expect((await loadTaxonomy(directory)).hash).toBe(hash);
    await edit('levers.json', 'Commande publique responsable', 'Commande publique');
    expect((await loadTaxonomy(directory)).hash).not.toBe(hash);
  });

  it('reports the problems of the files at once', async () => {
    await edit('levers.json', '"id": "locaux"', '"id": "scic-capital"');
    await edit('themes.json', '"label": "Agriculture"', '"label": ""');
    await expect(loadTaxonomy(directory)).rejects.toMatchObject({
      code: 'corpus-invalid',
      details: {
        problems: [
          expect.stringMatching(/^\/levers\.json\/2 \(levier « scic-capital »\) : /),
          expect.stringMatching(/^\/themes\.json\/1\/label \(thème « agriculture »\) : /),
          expect.stringMatching(/^\/levers-law\.json\/2\/lever \(levier « locaux »\) : /),
        ],
      },
    });
  });

  it('keeps the signature of a lawyer, which changes nothing of what texts are recognised by', async () => {
    const { hash } = await loadTaxonomy(directory);
    await edit(
      'levers-law.json',
      '"reviewedBy": null',
      '"reviewedBy": { "name": "Juriste", "on": "2026-12-01" }',
    );
    const signed = await loadTaxonomy(directory);
    expect(signed.levers[0]?.law?.reviewedBy).toEqual({ name: 'Juriste', on: '2026-12-01' });
    expect(signed.hash).toBe(hash);
  });

  it.each([
    [
      '"may": "conditional",\n        "reason"',
      '"may": "conditional",\n        "because"',
      '/1/whoMay/epci/reason',
    ],
    ['https://www.legifrance.gouv.fr/', 'https://legifrance.example/', '/0/texts/0/address/url'],
    ['"checkedOn": "2026-11-26"', '"checkedOn": "26/11/2026"', '/0/texts/4/checkedOn'],
  ])('refuses a law where %s is replaced by %s, and says where', async (from, to, pointer) => {
    await edit('levers-law.json', from, to);
    await expect(loadTaxonomy(directory)).rejects.toMatchObject({
      code: 'corpus-invalid',
      details: {
        problems: expect.arrayContaining([expect.stringContaining(`/levers-law.json${pointer} (levier « `)]),
      },
    });
  });

  it('compiles the signs, with their word lists, to regular expressions', async () => {
    const { levers, hash } = await loadTaxonomy(directory);
    const signs = levers.find(({ id }) => id === 'locaux')?.signs;
    expect(signs?.tells.some((source) => new RegExp(source).test('un batiment prete par la ville'))).toBe(
      true,
    );
    await edit('levers.json', '|presbytère|', '|chapelle|');
    expect((await loadTaxonomy(directory)).hash).not.toBe(hash);
  });

  it.each([
    ['"SPASER",\n    "achats', '"SPASER (",\n    "achats', '/0/signs/tells/7', 'ne se lit pas'],
    ['"examples": [', '"examples": [], "rtesNames": [', '/0/examples', 'donnez au moins une phrase'],
  ])('refuses %s replaced by %s, and says where', async (from, to, pointer, problem) => {
    await edit('levers.json', from, to);
    const message = `/levers.json${pointer} (levier « commande-publique ») : ${problem}`;
    await expect(loadTaxonomy(directory)).rejects.toMatchObject({
      code: 'corpus-invalid',
      details: { problems: [expect.stringContaining(message)] },
    });
  });
});

async function folderWith(content: unknown): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'essaimage-thesaurus-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await writeFile(join(directory, 'expressions.json'), JSON.stringify(content));
  return directory;
}

describe('loadThesaurus', () => {
  it('gives the groups in order; an editor’s note does not change the hash', async () => {
    const bare = await loadThesaurus(
      await folderWith([{ terms: ['PAT', 'projet alimentaire territorial'] }]),
    );
    const noted = await loadThesaurus(
      await folderWith([{ terms: ['PAT', 'projet alimentaire territorial'], note: 'Sigle.' }]),
    );
    expect(bare.groups).toEqual([['PAT', 'projet alimentaire territorial']]);
    expect(noted.hash).toBe(bare.hash);
  });

  it('refuses a group of one term or with a repeated term, and says where', async () => {
    const loading = loadThesaurus(await folderWith([{ terms: ['seul'] }, { terms: ['a', 'a'] }]));
    await expect(loading).rejects.toMatchObject({
      code: 'corpus-invalid',
      details: { problems: [expect.stringContaining('/0/terms'), expect.stringContaining('/1/terms')] },
    });
  });

  it('holds no expression of the starter thesaurus in more than two groups', async () => {
    const { groups } = await loadThesaurus(fileURLToPath(new URL('../../../corpus', import.meta.url)));
    const counts = new Map<string, number>();
    for (const words of groups.flatMap((group) => group.map(foldWords))) {
      counts.set(words, (counts.get(words) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > 2)).toEqual([]);
  });
});
