import { expect, it } from 'vitest';
import pages from './did-not-happen.json' with { type: 'json' };
import { useExtractor } from './open-extractor.ts';
import { resourceOf } from './read-resource.ts';

const extractor = useExtractor();

async function surest({ title, text }: (typeof pages.happened)[number]): Promise<number> {
  const { experiences } = await extractor.extract(resourceOf([text], { title }));
  return Math.max(0, ...experiences.map(({ confidence }) => confidence));
}

it.each(pages.didNotHappen)('leaves « $title » below an experience', async (page) => {
  expect(await surest(page)).toBeLessThan(0.5);
});

it.each(pages.happened)('proposes « $title »', async (page) => {
  expect(await surest(page)).toBeGreaterThanOrEqual(0.5);
});
