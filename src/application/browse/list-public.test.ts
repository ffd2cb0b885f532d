import { expect, it } from 'vitest';
import { experience } from '../../../test/fakes/experiences.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import { createReadOpenData } from './list-public.ts';

const CHANGED = '2026-01-12T08:00:00.000Z';
const IDS = Array.from({ length: 250 }, (_, index) => `fiche-${String(index).padStart(3, '0')}`);

/** @param versions version of each page in turn, after that of the beginning */
function open(...versions: readonly (string | null)[]) {
  const [first = null, ...others] = versions;
  const audiences = new Set<string>();
  const listAfter: ExperienceStore['listAfter'] = async (after, limit, audience) => {
    audiences.add(audience);
    const start = after === null ? 0 : IDS.indexOf(after) + 1;
    const items = IDS.slice(start, start + limit).map((id) => ({
      experience: experience({ id }),
      changedAt: CHANGED,
    }));
    return { version: others[Math.floor(start / limit)] ?? null, items };
  };
  const readLastChange = async () => ({ version: first, changedAt: CHANGED, publishedAt: CHANGED });
  return { audiences, read: createReadOpenData({ listAfter, readLastChange }) };
}

async function readIds(read: ReturnType<typeof open>['read']) {
  const ids: string[] = [];
  for await (const page of (await read()).read()) ids.push(...page.map((each) => each.experience.id));
  return ids;
}

it('reads every public experience once, page by page', async () => {
  const { read, audiences } = open('v1', 'v1', 'v1', 'v1');
  expect(await readIds(read)).toEqual(IDS);
  expect([...audiences]).toEqual(['public']);
});

it('stops rather than mix two published states', async () => {
  await expect(readIds(open('v1', 'v1', 'v2', 'v2').read)).rejects.toThrow(/another state was published/);
});

it('is not ready before anything is published', async () => {
  await expect(open(null).read()).rejects.toMatchObject({ code: 'index-not-ready' });
});
