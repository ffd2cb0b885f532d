import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from './serve.ts';
import { openTwoSites } from './two-sites.ts';

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
const sites = openTwoSites();

/** Files of the recipes, by name, as a reader copies them from the page. */
const files = new Map<string, string>();
/** Folder in which programs find the packages of the repository. */
let folder: string;
beforeAll(async () => {
  await mkdir(CACHE, { recursive: true });
  folder = await mkdtemp(join(CACHE, 'recipes-'));
  const page = await sites.newPage();
  await page.goto(`${sites.service.origin}/docs/recettes`);
  const shown = await page
    .locator('.code-block')
    .evaluateAll((blocks) =>
      blocks.map((block) => [block.getAttribute('aria-label') ?? '', block.textContent] as const),
    );
  for (const [name, code] of shown) files.set(name, code);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function copied(name: string): string {
  const code = files.get(name);
  if (code === undefined) throw new Error(`the page shows no ${name}, but ${[...files.keys()].join(', ')}`);
  return code;
}

async function runNode(name: string, ...given: readonly string[]): Promise<string> {
  await writeFile(join(folder, name), copied(name));
  const { stdout } = await run(process.execPath, [name, ...given], { cwd: folder });
  return stdout;
}

describe('the recipes', () => {
  it('name the address of the service', () => {
    expect(files.size).toBe(6);
    for (const [name, code] of files) expect(code, name).toContain(sites.service.origin);
  });

  it('send the form of another site to the answer', async () => {
    const site = await serve((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><html lang="fr"><title>Un site</title>${copied('formulaire.html')}</html>`,
      );
    });
    try {
      const page = await sites.newPage({ javaScriptEnabled: false });
      await page.goto(site.origin);
      await page.getByLabel('Votre territoire').fill('Burzet');
      await page.getByLabel('Vos priorités').fill('reprendre la dernière épicerie du village');
      await page.getByRole('button').click();
      expect(page.url()).toContain(sites.service.origin);
      await page
        .getByRole('heading', { name: /épicerie/i })
        .first()
        .waitFor();
      expect(await page.locator('main').textContent()).toContain('Burzet');
    } finally {
      await site.close();
    }
  });

  it('keep a copy that follows what changes', async () => {
    const copy = join(folder, 'copie');
    const { total } = await (await fetch(`${sites.service.origin}/v1/experiences?limit=1`)).json();
    const fichesIn = async () => (await readdir(copy)).filter((name) => name.endsWith('.json'));
    expect(await runNode('nightly-copy.mjs', copy)).toContain(`${total} copiées\n`);
    expect(await fichesIn()).toHaveLength(total);

    const id = 'flashcoop-mam-cookies-angers';
    const { essaimage } = sites.service.application;
    const editor = { audience: 'members', mayEdit: true, actor: 'cli' } as const;
    await essaimage.fiches.correct(id, { year: 2020 }, editor);
    expect(await runNode('nightly-copy.mjs', copy)).toBe('1 mises à jour, 0 effacées\n');
    expect(JSON.parse(await readFile(join(copy, `${id}.json`), 'utf8')).year).toBe(2020);
    expect(await runNode('nightly-copy.mjs', copy)).toBe('0 mises à jour, 0 effacées\n');
  });

  it('show an answer in a page of Drupal', async () => {
    const values: Readonly<Record<string, string>> = {
      field_code_insee: '35236',
      field_projet: 'reprendre la dernière épicerie du village',
    };
    const body = copied('node--collectivite.html.twig')
      .replaceAll(/\{\{ node\.(\w+)\.value \}\}/g, (_expression, field) => values[field] ?? '')
      .replaceAll(/\{\{ node\.(\w+)\.value\|url_encode \}\}/g, (_expression, field) =>
        encodeURIComponent(values[field] ?? ''),
      )
      .replaceAll(/\{#.*?#\}|\{\{.*?\}\}/gs, '');
    const [script = ''] = /https?:\S+\.js/.exec(copied('mon_theme.libraries.yml')) ?? [];
    const page = await sites.newPage();
    const head = `<script type="module" src="${script}"></script>`;
    const troubles = await sites.host.open(page, { body, head });
    const list = page.locator('essaimage-recommandations');
    await list
      .getByRole('heading', { name: /épicerie/i })
      .first()
      .waitFor();
    expect(await list.locator('h3').count()).toBeGreaterThan(0);
    expect(troubles).toEqual([]);
  });

  it('count the experiences in a notebook', async () => {
    await writeFile(join(folder, 'notebook.py'), copied('notebook.py'));
    const { stdout } = await run('python3', ['notebook.py'], { cwd: folder });
    const { total, facets } = await (await fetch(`${sites.service.origin}/v1/experiences?limit=1`)).json();
    const [first] = facets.themes;
    expect(stdout).toContain(`${total} expériences\n`);
    expect(stdout).toMatch(new RegExp(`^ +${first.count} ${first.value}$`, 'm'));
  });

  it('ask like an assistant', async () => {
    const output = await runNode('assistant.mjs');
    expect(output).toMatch(/N’ajoute rien de mémoire/);
    expect(output).toContain('recommend, search_experiences');
    expect(output).toMatch(/^close .*épicerie.* https?:/im);
  });
});
