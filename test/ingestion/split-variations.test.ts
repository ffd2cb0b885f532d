import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { splitListing } from '../../src/ingestion/read/listing/split-listing.ts';
import { splitTextLines } from '../../src/ingestion/read/listing/text-lines.ts';
import { singleSpaces } from '../../src/ingestion/read/text/sanitise-text.ts';

const LINES = readFileSync(
  new URL('../../evaluation/ingestion/pages/rtes-conferences-en-ligne.txt', import.meta.url),
  'utf8',
).split('\n');
/** Line numbers of the titles of the seed page, from 1, checked by hand. */
const TITLES = [3, 139, 190, 240, 302, 394, 489, 551, 603, 669];

const parts = TITLES.map((line, index) => {
  const own = LINES.slice(line - 1, (TITLES[index + 1] ?? LINES.length + 1) - 1);
  const metadata = own.findIndex((text) => text.trim() === 'Type de ressource');
  return {
    title: own[0] ?? '',
    body: own.slice(1, metadata),
    metadata: own.slice(metadata, metadata + 4),
    summary: own.slice(metadata + 4),
  };
});

type Part = 'body' | 'summary' | 'nothing';

/** Returns the seed page without a part of each resource. */
function pageWithout(lost: (index: number) => Part): string {
  const resources = parts.flatMap(({ title, body, metadata, summary }, index) => [
    title,
    ...(lost(index) === 'body' ? [''] : body),
    ...metadata,
    ...(lost(index) === 'summary' ? [''] : summary),
    '',
  ]);
  return [LINES[0], '', ...resources].join('\n');
}

const cycle =
  (...lost: readonly Part[]) =>
  (index: number) =>
    lost[index % lost.length] ?? 'nothing';

it.each([
  ['nothing', cycle('nothing')],
  ['all summaries', cycle('summary')],
  ['all bodies', cycle('body')],
  ['one summary of two', cycle('summary', 'nothing')],
  ['the other summaries', cycle('nothing', 'summary')],
  ['one body of two', cycle('body', 'nothing')],
  ['the other bodies', cycle('nothing', 'body')],
  ['a body, then a summary', cycle('body', 'summary', 'nothing')],
  ['a summary, then a body', cycle('summary', 'body', 'nothing')],
])('finds the titles and the flags of a real page that lost %s', (_what, lost) => {
  const { resources } = splitListing(splitTextLines(pageWithout(lost)));
  expect(resources.map(({ title }) => title.text)).toEqual(parts.map(({ title }) => singleSpaces(title)));
  expect(resources.map(({ privacy }) => privacy)).toEqual(
    parts.map(({ metadata }) => (metadata[3]?.trim() === 'Oui' ? 'private' : 'open')),
  );
});
