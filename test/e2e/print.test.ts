import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import { leverPageSchema } from '../../src/http/routes/levers/schemas.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'essaimage-print-'));
  site = await startSite();
});
afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Letters and digits alone: lines are cut anywhere on paper. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

/** Prints a page, and returns the letters on the sheets. */
async function print(path: string): Promise<string> {
  const page = await site.open(path);
  const file = join(folder, 'page.pdf');
  await page.pdf({ path: file, format: 'A4' });
  await page.context().close();
  const { stdout } = await promisify(execFile)('pdftotext', [file, '-']);
  return bare(stdout);
}

function textsOf(lever: z.infer<typeof leverPageSchema>): readonly string[] {
  return [
    lever.definition,
    ...lever.whoMay.map(({ text }) => text),
    ...lever.texts.flatMap(({ ref, about }) => [ref, about]),
    ...lever.thresholds.map(({ label }) => label),
    ...lever.watchOut,
    ...lever.firstSteps,
    ...lever.costs.flatMap(({ text, experiences }) => [text, ...experiences.map(({ title }) => title)]),
    ...lever.experiences.flatMap(({ title, what }) => [title, what]),
  ];
}

it.each(['subvention', 'scic-capital'])('prints all that the page of the lever %s says', async (id) => {
  const answer = await site.app.inject({ url: `/v1/levers/${id}` });
  const lever = leverPageSchema.parse(answer.json());
  const texts = textsOf(lever);
  expect(texts.length).toBeGreaterThan(50);
  const printed = await print(`/leviers/${id}`);
  expect(texts.filter((text) => !printed.includes(bare(text)))).toEqual([]);
  expect(printed).not.toContain(bare('Chercher pour mon territoire'));
});

it('prints every lever of the list', async () => {
  const { levers } = (await site.app.inject({ url: '/v1/levers' })).json();
  const printed = await print('/leviers');
  expect(levers.length).toBeGreaterThan(10);
  for (const { label, definition } of levers) {
    expect(printed).toContain(bare(label));
    expect(printed).toContain(bare(definition));
  }
});
