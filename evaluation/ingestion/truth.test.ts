import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTruths, UnreadableTruth } from './truth.ts';

async function write(content: unknown): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'truth-')), 'truth.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const experience = {
  description: 'Un local prêté',
  territories: [{ code: '44109', kind: 'commune', name: 'Nantes', quarter: 'Bellevue' }],
  levers: [],
};
const resource = { title: 'Une rencontre', access: 'public', experiences: [experience], seen: true };

it('reads an array with unknown keys, and pages from its folder', async () => {
  const file = await write([
    {
      page: 'a/un.html',
      group: 'presse',
      form: 'html',
      date: '2024-03-02T08:00',
      titles: 'Rencontre',
      resources: [resource],
    },
    { page: 'deux.md', resources: [{ ...resource, date: null }] },
  ]);
  const { truths, ignored } = await readTruths(file);
  expect(ignored).toEqual([]);
  expect(truths[0]).toMatchObject({ page: join(file, '../a/un.html'), group: 'presse' });
  expect(truths[0]?.resources[0]).toMatchObject({ titles: ['Rencontre'], date: '2024-03-02' });
  expect(truths[0]?.resources[0]?.experiences[0]).toMatchObject({ toleratedLevers: [], years: [] });
  expect(truths[1]?.resources[0]).toMatchObject({ titles: [], date: null });
});

it('ignores an optional key of another form, and says so', async () => {
  const file = await write([
    { page: 'un.html', titles: 1, date: 'hier', resources: [{ ...resource, titles: [2, 3] }] },
  ]);
  const { truths, ignored } = await readTruths(file);
  expect(truths[0]?.resources[0]).toMatchObject({ titles: [], date: undefined });
  expect(ignored).toEqual([
    '0.titles : forme inconnue, ignoré',
    '0.date : forme inconnue, ignoré',
    '0.resources.0.titles : forme inconnue, ignoré',
  ]);
});

it.each([
  ['pas du JSON', 'n’est pas du JSON'],
  [[], 'n’est pas une vérité'],
  [[{ page: 'un.html' }], '0.resources'],
  [[{ page: 'un.html', resources: [{ ...resource, access: 'secret' }] }], '0.resources.0.access'],
])('says where a file is wrong: %j', async (content, words) => {
  const reading = readTruths(await write(content));
  await expect(reading).rejects.toThrow(UnreadableTruth);
  await expect(reading).rejects.toThrow(words);
});

it('says that a file is missing', async () => {
  await expect(readTruths('/nulle-part/truth.json')).rejects.toThrow('/nulle-part/truth.json ne se lit pas');
});
