import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Resource } from '../../src/domain/resource/resource.ts';
import { UnreadableDocument } from '../../src/ingestion/read/common/read-item.ts';
import { ResourceRegister } from '../../src/ingestion/read/sources/resource-register.ts';
import { sanitiseText } from '../../src/ingestion/read/text/sanitise-text.ts';
import { readDirectly } from '../fixtures/read-import.ts';

const SEED = readFileSync(
  new URL('../../evaluation/ingestion/pages/rtes-conferences-en-ligne.txt', import.meta.url),
  'utf8',
);

/** Reads the resources of a document, each with its own id; none when the document is unreadable. */
async function read(bytes: Uint8Array, name: string): Promise<readonly Resource[]> {
  try {
    const register = new ResourceRegister();
    const { items } = await readDirectly(bytes, name);
    return items
      .flatMap((item) => (item.kind === 'unplaced-fiche' ? [] : register.register(item)))
      .flatMap((item) => (item.kind === 'resource' ? [item.resource] : []));
  } catch (error) {
    if (error instanceof UnreadableDocument) return [];
    throw error;
  }
}

const readText = (text: string, name = 'essai.txt') => read(new TextEncoder().encode(text), name);

const wording = fc.oneof(
  fc.constantFrom(
    'Type de ressource',
    'Ressources RTES',
    'Ressource privée',
    'Ressource privée : Oui',
    'Oui',
    'Non',
    'Résumé',
    'Ressources :',
    '• un point',
    '- un autre',
    'Ville\tHabitants',
    '« Une citation. »',
    'Une phrase de plus, qui dit ce que fait la collectivité.',
    'Un titre - conférence en ligne mai 2021',
    '',
    ' \u00a0',
  ),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const listing = fc.array(wording, { maxLength: 40 }).map((lines) => lines.join('\n'));
const page = fc
  .array(
    fc.oneof(
      wording,
      fc.constantFrom(
        '<p>',
        '</p>',
        '<article>',
        '</article>',
        '<h2>',
        '</h2>',
        '<li>',
        '<tr><td>',
        '</div>',
        '<div class="views-row">',
        '<br>',
        '<script>',
        '&nbsp;',
        '<!--',
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => `<!doctype html>${parts.join('')}`);

function expectSound(resources: readonly Resource[]): void {
  expect(new Set(resources.map(({ id }) => id)).size).toBe(resources.length);
  for (const { id, title, text, blocks } of resources) {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(id.length).toBeLessThanOrEqual(80);
    expect(title.trim()).not.toBe('');
    let end = 0;
    for (const block of blocks) {
      expect(block.start).toBeGreaterThanOrEqual(end);
      expect(block.end).toBeGreaterThan(block.start);
      end = block.end;
    }
    expect(end).toBe(text.length);
    // Only line breaks stand outside of the blocks.
    const outside = blocks
      .map((block, index) => text.slice(blocks[index - 1]?.end ?? 0, block.start))
      .join('');
    expect(outside).toMatch(/^\n*$/);
    expect(text).toBe(text.normalize('NFC'));
    expect(sanitiseText(text).text).toBe(text);
  }
}

describe('any input', () => {
  it('gives sound resources from texts', async () => {
    await fc.assert(
      fc.asyncProperty(listing, async (text) => expectSound(await readText(text))),
      { numRuns: 500 },
    );
  });

  it('gives sound resources from pages', async () => {
    await fc.assert(
      fc.asyncProperty(page, async (html) => expectSound(await readText(html, 'essai.html'))),
      { numRuns: 500 },
    );
  });

  it('of bytes fails only with UnreadableDocument', async () => {
    const names = fc.constantFrom('a.txt', 'a.html', 'a.json', 'a.ndjson', 'a.csv', 'a');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), names, async (bytes, name) =>
        expectSound(await read(bytes, name)),
      ),
      { numRuns: 500 },
    );
  });

  it('of JSON or CSV never fails the reading', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.string(), async (value, text) => {
        await readText(JSON.stringify(value), 'a.json');
        await readText(`{"type":"essaimage-export","version":1}\n${JSON.stringify(value)}`, 'a.ndjson');
        await readText(`id,title,summary,source_title,source_publisher\n${text}`, 'a.csv');
      }),
    );
  });

  it('sanitised twice does not change again', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '<',
        '>',
        'script',
        '/',
        'on',
        'click',
        '=',
        'javascript:',
        ' ',
        '"',
        '!--',
        '-->',
        'a',
        '\n',
        '\u200b',
        'é',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const once = sanitiseText(text).text;
          expect(sanitiseText(once).text).toBe(once);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never leaks the text of a private resource, even with lost lines around it', async () => {
    const lines = SEED.split('\n');
    const secret = 'Plaine Commune rassemble 9 communes';
    // Its title stands at line 190, the next one at line 240.
    for (let from = 180; from < 245; from += 1) {
      for (let count = 1; count <= 3; count += 1) {
        const left = lines.filter((_, index) => index < from || index >= from + count);
        const holders = (await readText(left.join('\n'))).filter(({ text }) => text.includes(secret));
        expect(holders.map(({ access }) => access)).not.toContain('public');
      }
    }
  });
});
