import { buffer } from 'node:stream/consumers';
import { createDeflate, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isDomainError } from '../../src/domain/errors.ts';
import type { Resource } from '../../src/domain/resource/resource.ts';
import { readContent, readDirectly } from '../fixtures/read-import.ts';
import { writePdf } from './write-pdf.ts';

/** Code that a browser would run, in forms that filters are known to miss. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://mal.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script\n>alert(1)</script\n>',
  '<script/x>alert(1)</script>',
  '<<script>alert(1)//<</script>',
  '<img src=x onerror=alert(1)>',
  '<img src=x onerror=alert(1)',
  '<img """><script>alert(1)</script>">',
  '<img src="x`<script>alert(1)</script>"`>',
  '<svg onload=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><script>alert&#40;1&#41;</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<body onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="></object>',
  '<embed src="javascript:alert(1)">',
  '<a href="javascript:alert(1)">lien</a>',
  '<a href="JaVaScRiPt:alert(1)">lien</a>',
  '<a href="java&#x09;script:alert(1)">lien</a>',
  '<a href="&#106;avascript:alert(1)">lien</a>',
  '<a href=" javascript:alert(1)">lien</a>',
  '<a href="vbscript:msgbox(1)">lien</a>',
  '<a href="data:text/html,<script>alert(1)</script>">lien</a>',
  '<form action="javascript:alert(1)"><button>ok</button></form>',
  '<button formaction="javascript:alert(1)">ok</button>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror="alert(1)"></video>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<style>@import "javascript:alert(1)";</style>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<link rel="stylesheet" href="javascript:alert(1)">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="javascript:alert(1)//">',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml-stylesheet href="javascript:alert(1)"?>',
  '<isindex type=image src=1 onerror=alert(1)>',
  '<x onclick=alert(1)>x</x>',
  '<x/onmouseover="alert(1)">x',
  '"><script>alert(1)</script>',
  "'-alert(1)-'",
  '" onmouseover="alert(1)',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&amp;lt;img src=x onerror=alert(1)&amp;gt;',
  '[lien](javascript:alert(1))',
  'sc\u0000ript <scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '<scr\u200bipt>alert(1)</scr\u200bipt>',
  '<textarea><script>alert(1)</script></textarea>',
  '<table background="javascript:alert(1)"><tr><td>x</td></tr></table>',
];

/** Markup, handlers and addresses that a browser would act upon. */
const ACTIVE = /<[a-z!/?]|javascript:|vbscript:|data:text\/html|(?<![\p{L}\d])on[a-z]{3,}\s*=/iu;

const bytesOf = (text: string) => new TextEncoder().encode(text);

const inText = (payload: string) =>
  `Titre ${payload}\n\nAvant ${payload} après.\n\nFin du texte.\nType de ressource\nNotes ${payload}\nRessource privée\nNon\n`;
const inPage = (payload: string) =>
  `<!DOCTYPE html><main><article><h2>Titre ${payload}</h2><p>Avant ${payload} après.</p><p>Fin du texte.</p><p>Type de ressource : Notes</p><p>Ressource privée : Non</p></article></main>`;

async function resourcesOf(text: string, name: string): Promise<readonly Resource[]> {
  return (await readDirectly(text, name)).items.flatMap((item) =>
    item.kind === 'resource' ? [item.resource] : [],
  );
}

describe('markup that a browser would run', () => {
  it.each(PAYLOADS)('removes %j from a text', async (payload) => {
    const [resource] = await resourcesOf(inText(payload), 'essai.txt');
    expect(resource?.text).toContain('Fin du texte.');
    expect(JSON.stringify(resource)).not.toMatch(ACTIVE);
  });

  it.each(PAYLOADS)('removes %j from a page', async (payload) => {
    const resources = await resourcesOf(inPage(payload), 'essai.html');
    expect(resources.length).toBeGreaterThan(0);
    expect(JSON.stringify(resources)).not.toMatch(ACTIVE);
  });

  it.each(PAYLOADS)('removes %j from a fiche', async (payload) => {
    const fiche = {
      id: 'essai',
      title: `Titre ${payload}`,
      summary: `Avant ${payload} après`,
      actors: [`Association Exemple ${payload}`],
      source: { title: `Source ${payload}`, publisher: 'Exemple' },
    };
    const { items } = await readDirectly(JSON.stringify([fiche]), 'essai.json');
    const drafts = items.filter(({ kind }) => kind === 'experience');
    expect(drafts).toHaveLength(1);
    expect(JSON.stringify(drafts)).not.toMatch(ACTIVE);
  });

  it('keeps only http and https addresses from the links of a page', async () => {
    const page = PAYLOADS.map(
      (payload) => `<article><h2>Titre ${payload}</h2><p>Ressource privée : Non</p></article>`,
    );
    for (const { url } of await resourcesOf(`<!DOCTYPE html>${page.join('')}`, 'essai.html')) {
      expect(url === null || /^https?:\/\//.test(url)).toBe(true);
    }
  });

  it('refuses a fiche whose source has a script address', async () => {
    const fiche = {
      id: 'a',
      title: 'T',
      summary: 'S',
      source: { title: 'S', publisher: 'P', url: 'javascript:alert(1)' },
    };
    const { items } = await readDirectly(JSON.stringify([fiche]), 'essai.json');
    expect(items.map((item) => item.kind === 'note' && item.note.code)).toEqual(['record-invalid']);
  });

  it('notes its removal in the report', async () => {
    const inATxt = await readContent(inText('<img src=x onerror=alert(1)>'));
    expect(inATxt.notes.map(({ code, line }) => [code, line])).toContainEqual(['markup-removed', 1]);
  });
});

describe('deceptive characters', () => {
  it('removes invisible ones, and notes their line', async () => {
    const { resources, notes } = await readContent(
      'Titre\n\nUn \u202etxet\u202c renversé, ca\u200bché, \u{e0041}étiqueté, \u0007sonné\uffff\ufffe\ud800.\nRessource privée\nNon\n',
    );
    expect(resources[0]?.text).toBe('Un txet renversé, caché, étiqueté, sonné\ufffd.');
    expect(notes.map(({ code, line }) => [code, line])).toContainEqual(['invisible-characters', 3]);
  });

  it('removes invisible ones from pages, literal or as entities', async () => {
    const { resources, notes } = await readContent(
      '<!DOCTYPE html><article><h2>Titre &#x202e;!</h2><p>ca\u200bché</p><p>Ressource privée : Non</p></article>',
      'essai.html',
    );
    expect(resources[0]?.title).toBe('Titre !');
    expect(resources[0]?.text).toBe('caché');
    expect(notes.map(({ code }) => code)).toContain('invisible-characters');
  });

  it('reads a privacy flag with invisible characters, and treats an unreadable one as private', async () => {
    const { resources } = await readContent(
      'Un\n\nTexte.\nRessource pri\u200bvée\nO\u202cui\n\nDeux\n\nTexte.\nRessource privée\nNоn\n',
    );
    expect(resources.map(({ access }) => access)).toEqual(['members', 'members']);
  });
});

describe('encodings', () => {
  const text = 'L’été à Évry\n\nDeux cœurs, 5 €.\nRessource privée\nNon\n';
  const utf16 = (bom: readonly number[], swap: boolean) => {
    const units = Buffer.from(text, 'utf16le');
    return Buffer.concat([Buffer.from(bom), swap ? units.swap16() : units]);
  };
  const windows1252 = Buffer.from(
    Array.from(
      text,
      (character) => ({ '’': 0x92, œ: 0x9c, '€': 0x80 })[character] ?? character.charCodeAt(0),
    ),
  );

  it.each([
    ['UTF-8', bytesOf(text)],
    ['UTF-8 with a mark', bytesOf(`\ufeff${text}`)],
    ['UTF-16 little-endian with a mark', utf16([0xff, 0xfe], false)],
    ['UTF-16 big-endian with a mark', utf16([0xfe, 0xff], true)],
    ['windows-1252', windows1252],
  ])('reads %s', async (_name, bytes) => {
    const { resources } = await readContent(bytes);
    expect(resources[0]?.title).toBe('L’été à Évry');
    expect(resources[0]?.text).toBe('Deux cœurs, 5 €.');
  });

  it('reports damaged characters', async () => {
    const damaged = Buffer.concat([bytesOf(text), Buffer.from([0xe9])]);
    expect((await readContent(damaged)).notes.map(({ code }) => code)).toContain('encoding-damaged');
  });
});

describe('documents made to stall or to fill', () => {
  it('reads a page that nests sixty thousand elements', async () => {
    const page = `<!DOCTYPE html><article><h2>Titre</h2><p>Ressource privée : Non</p>${'<div>'.repeat(60_000)}au fond${'</div>'.repeat(60_000)}</article>`;
    const { resources, notes } = await readContent(page, 'essai.html');
    expect(resources[0]?.title).toBe('Titre');
    expect(resources[0]?.text).toBe('au fond');
    expect(notes.map(({ code }) => code)).toContain('nesting-too-deep');
  });

  it('gives up a document that takes too long, and reads the next one', async () => {
    const slow = readContent(`Titre\n\n${'mot '.repeat(2_000_000)}`, 'essai.txt', {
      limits: { parseTimeoutMs: 1 },
    });
    await expect(slow).rejects.toSatisfy((error) => isDomainError(error, 'import-unreadable'));
    expect((await readContent('Titre\n\nTexte.')).resources).toHaveLength(1);
  });

  it.each([
    ['a zip file', Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateRawSync(Buffer.alloc(10_000_000))])],
    ['a gzip file', gzipSync(Buffer.alloc(10_000_000))],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ')],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
    ['bytes without meaning', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 32))],
    ['nothing', Buffer.alloc(0)],
    ['spaces', Buffer.from(' \n\t\n')],
  ])('refuses %s given as text', async (_name, bytes) => {
    await expect(readContent(bytes)).rejects.toSatisfy((error) => isDomainError(error, 'import-unreadable'));
  });

  const zeros = (megabytes: number) => new Uint8Array(megabytes * 1_000_000);
  const xml = (text: string) => Buffer.from(text);
  const repeated = (text: string, count: number) => text.repeat(count);
  const deep = repeated('<a>', 60_000) + repeated('</a>', 60_000);
  const liar = () => {
    const bytes = Buffer.from(zipSync({ 'word/document.xml': zeros(20) }));
    // Its two announced sizes: in the header of the file, and in the directory.
    const size = Buffer.alloc(4);
    size.writeUInt32LE(20_000_000);
    const small = Buffer.from([16, 0, 0, 0]);
    for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size)) small.copy(bytes, at);
    return bytes;
  };

  /** One stored file of 100 kB that each entry of the directory claims, at size 0. */
  const overlapping = () => {
    const whole = Buffer.from(zipSync({ 'a.xml': Buffer.alloc(100_000) }, { level: 0 }));
    const end = whole.length - 22;
    const entry = Buffer.from(whole.subarray(whole.readUInt32LE(end + 16), end));
    entry.writeUInt32LE(0, 24);
    const count = 2_000;
    const tail = Buffer.from(whole.subarray(end));
    tail.writeUInt16LE(count, 8);
    tail.writeUInt16LE(count, 10);
    tail.writeUInt32LE(entry.length * count, 12);
    const files = whole.subarray(0, whole.readUInt32LE(end + 16));
    return Buffer.concat([files, ...Array.from({ length: count }, () => entry), tail]);
  };

  it.each([
    ['a bomb of one file', zipSync({ 'word/document.xml': zeros(200) }), 'contient trop'],
    ['a bomb that lies about its size', liar(), 'abîmé'],
    ['a bomb of one stored file, named two thousand times', overlapping(), 'contient trop'],
    [
      'a bomb of many files',
      zipSync(Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`${index}.xml`, zeros(0)]))),
      'contient trop',
    ],
    ['a DOCX that is not one', zipSync({ 'word/document.xml': xml('<a>') }), 'abîmé'],
    ['an XLSX that is not one', zipSync({ 'xl/workbook.xml': xml('<a>') }), 'abîmé'],
  ])('refuses %s', async (_name, bytes, reason) => {
    await expect(readContent(bytes, 'a.docx', { limits: { workerMemoryMb: 256 } })).rejects.toThrow(reason);
  });

  it.each([
    [
      'a feed of nested elements',
      xml(`<rss><channel><item><title>Titre</title>${deep}</item></channel></rss>`),
    ],
    ['a feed that never closes', xml(`<rss><channel>${repeated('<item><title>Titre</title>', 20_000)}`)],
    [
      'an ODT of nested elements',
      zipSync({
        mimetype: xml('application/vnd.oasis.opendocument.text'),
        'content.xml': xml(`<text:p>Titre</text:p>${repeated('<text:list-item>', 60_000)}au fond`),
      }),
    ],
    [
      'a page of two million elements',
      xml(`<!doctype html><h1>Titre</h1>${repeated('<b>x</b>', 1_000_000)}`),
    ],
    [
      'a page of nested menus',
      xml(`<!doctype html><h1>Titre</h1>${repeated('<div class="menu"><a>x</a>', 20_000)}`),
    ],
    ['a Markdown text of open brackets', xml(`# Titre\n\n${repeated('[', 100_000)}`)],
    ['a Markdown text of nested quotes', xml(`# Titre\n\n${repeated('>', 20_000)}`)],
  ])('ends with %s, and the next document is read', async (_name, bytes) => {
    const limits = { parseTimeoutMs: 15_000 };
    const ended = await readContent(bytes, 'a.txt', { limits }).catch((error: unknown) => error);
    if (ended instanceof Error) expect(isDomainError(ended, 'import-unreadable')).toBe(true);
    else
      expect(ended).toMatchObject({
        resources: expect.arrayContaining([expect.objectContaining({ title: 'Titre' })]),
      });
    expect((await readContent('Titre\n\nTexte.')).resources).toHaveLength(1);
  });

  it('refuses a document over the size limit before reading it', async () => {
    const large = readContent('x'.repeat(1001), 'essai.txt', { limits: { documentBytes: 1000 } });
    await expect(large).rejects.toSatisfy((error) => isDomainError(error, 'import-refused'));
  });

  it('reads deeply nested JSON', async () => {
    const { notes } = await readContent(`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'essai.json');
    expect(notes.map(({ code }) => code)).toEqual(['record-invalid']);
  });

  /** A page whose content is as many megabytes of spaces, compressed three times: seven hundred bytes. */
  const pdfOf = async (megabytes: number) => {
    const deflate = createDeflate({ level: 9 });
    const packed = buffer(deflate);
    for (let count = 0; count < megabytes; count += 1) deflate.write(Buffer.alloc(1_000_000, ' '));
    deflate.end();
    const content = deflateSync(deflateSync(await packed, { level: 9 }), { level: 9 });
    return writePdf([[]], '', { content, filters: 3 });
  };

  it('holds a PDF of seven hundred bytes to the memory of its own process, and none of the service’s', async () => {
    const bomb = await pdfOf(500);
    await readContent('Titre\n\nTexte.');
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 10);
    const limits = { workerMemoryMb: 256 };
    await expect(readContent(bomb, 'a.pdf', { limits })).rejects.toThrow('demandait trop de mémoire');
    clearInterval(watch);
    expect(most - before).toBeLessThan(100_000_000);
  });

  it('gives a thousand remarks on lines that say nothing, and the number of the others', async () => {
    const { notes } = await readContent('{}\n'.repeat(9_000), 'essai.ndjson');
    expect(notes).toHaveLength(1_001);
    expect(notes.at(-1)?.detail).toBe('8000 remarque(s) de plus ne sont pas données.');
  });

  it.each([
    ['lines', '{}\n'.repeat(10_001)],
    ['a list', `[${Array(10_001).fill('{}')}]`],
  ])('gives up %s of which the first ten thousand say nothing', async (_what, content) => {
    const reading = readContent(content, 'essai.ndjson');
    await expect(reading).rejects.toThrow(/ses 10\s000 premières fiches sont toutes écartées/);
  });
});
