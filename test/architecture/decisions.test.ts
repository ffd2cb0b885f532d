import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const FOLDER = new URL('../../docs/adr/', import.meta.url);

it('docs/adr/README.md lists every decision, in order, and no other', () => {
  const listed = Array.from(
    readFileSync(new URL('README.md', FOLDER), 'utf8').matchAll(/^\| \[(\d{4})\]\((\1-[a-z-]+\.md)\) \|/gm),
    ([, , file]) => file,
  );
  expect(listed.length).toBeGreaterThan(10);
  expect(listed).toEqual(
    readdirSync(FOLDER)
      .filter((name) => /^\d{4}-/.test(name))
      .toSorted(),
  );
});
