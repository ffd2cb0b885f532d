import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { foldWords } from '../../domain/text/words.ts';
import { loadThesaurus } from './load-thesaurus.ts';

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
