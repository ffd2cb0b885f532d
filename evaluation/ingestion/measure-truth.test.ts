import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { NOTHING_KNOWN } from '../../src/domain/experience/experience.ts';
import type { Resource } from '../../src/domain/resource/resource.ts';
import type { ResourceExtractor } from '../../src/ingestion/extract/experience-extractor.ts';
import { readLearned } from './material.ts';
import { truthOf, writeHtml } from './material-as-pages.ts';
import { measureTruths } from './measure-truth.ts';
import { readPage } from './read-page.ts';
import { readTruths } from './truth.ts';

/** Finds Nantes with the confidence that the text of the resource gives. */
const extractor: ResourceExtractor = {
  extract: async (resource: Resource) => {
    const draft = {
      ...NOTHING_KNOWN,
      id: resource.id,
      title: resource.title,
      summary: '',
      territories: [{ name: 'Nantes', kind: 'commune' as const, code: '44109', populationCount: null }],
      levers: [],
      source: { title: '', url: null, publisher: '', date: null },
      access: 'members' as const,
    };
    const confidence = Number(/confiance (\d\.\d+)/.exec(resource.text)?.[1]);
    return { resource, experiences: [{ draft, evidence: [], confidence }], dropped: [], notes: [] };
  },
};

async function writePages(pages: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pages-'));
  for (const [name, content] of Object.entries(pages)) await writeFile(join(folder, name), content);
  return join(folder, 'truth.json');
}

it('measures each group at both thresholds, and lists the pages that are refused', async () => {
  const page = (confidence: number) =>
    `<main><h1>Un local prêté</h1><p>À Nantes, confiance ${confidence}.</p></main>`;
  const nantes = { code: '44109', kind: 'commune', name: 'Nantes' };
  const truthFor = (name: string, group: string) => ({
    page: name,
    group,
    resources: [
      {
        title: 'Un local prêté',
        access: 'members',
        experiences: [{ description: 'Un local', territories: [nantes], levers: [] }],
      },
    ],
  });
  const truths = ['sure.html', 'doubtful.html', 'hopeless.html'].map((name) => truthFor(name, 'presse'));
  const file = await writePages({
    'sure.html': page(0.8),
    'doubtful.html': page(0.3),
    'hopeless.html': page(0.1),
    'image.html': '\u0000'.repeat(100),
    'truth.json': JSON.stringify([...truths, truthFor('image.html', 'lettre')]),
  });
  const { truths: read } = await readTruths(file);
  const report = await measureTruths(read, { extractor, readPage: (path) => readPage(path, 2030) });
  const { figures } = report.groups.presse ?? report.overall;
  expect(figures.publish.experiences).toMatchObject({ right: 1, missed: 2, wrong: 0 });
  expect(figures.queue.experiences).toMatchObject({ right: 2, missed: 1, wrong: 0, precision: 1 });
  expect(report.groups.lettre?.figures.queue.resources).toMatchObject({ right: 0, missed: 1 });
  expect(report.overall).toMatchObject({ pageCount: 4 });
  expect(report.refused.map(({ page: path }) => path.slice(-10))).toEqual(['image.html']);
  const lost = report.misses.filter(
    ({ measure, threshold }) => measure === 'experiences' && threshold === 'queue',
  );
  expect(lost.map(({ page: path, what }) => [path.split('/').at(-1), what])).toEqual([
    ['hopeless.html', 'Un local prêté : Un local'],
    ['image.html', 'Un local prêté : Un local'],
  ]);
});

it('writes annotated pages that the reader reads whole, with their truth', async () => {
  const gazetteer = await createOfficialGazetteer();
  const pages = (await readLearned()).filter((_, at) => at % 60 === 0);
  for (const page of pages) {
    const truth = { page: 'page.html', ...truthOf(page, gazetteer) };
    const file = await writePages({ 'page.html': writeHtml(page), 'truth.json': JSON.stringify(truth) });
    const [written] = (await readTruths(file)).truths;
    if (written === undefined) throw new Error('no truth');
    const [resource, ...others] = await readPage(written.page, 2030);
    expect(others).toEqual([]);
    expect(resource?.title).toBe(page.title);
    for (const { span } of page.experiences.flatMap(({ levers }) => levers)) {
      expect(`${resource?.title}\n${resource?.text}`).toContain(span);
    }
    expect(written.group).toBe(page.style);
    expect(written.resources[0]?.experiences).toHaveLength(page.experiences.length);
  }
});
