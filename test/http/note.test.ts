import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeset } from '../../src/domain/french/formats.ts';
import { readPage } from '../web/read-page.ts';
import { clientOf } from './http-client.ts';
import { readDocx } from './read-docx.ts';
import { useApplication } from './use-application.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const GROCERY = 'reprendre la dernière épicerie du village avec les habitants';

const application = await useApplication();

const NOTE = '/v1/recommendations/note';

async function ask(query: Readonly<Record<string, string>>, path = NOTE) {
  const response = await clientOf(application.app).get(path).query(query);
  expect(response.statusCode, response.text.slice(0, 300)).toBe(200);
  return response;
}

async function download(query: Readonly<Record<string, string>>): Promise<Buffer> {
  const asked = clientOf(application.app).get(NOTE).query(query);
  return (await asked.responseType('blob').expect(200)).body;
}

/** Headings and text of the note as a page. */
async function readNote(query: Readonly<Record<string, string>>) {
  return readPage((await ask({ ...query, format: 'html' })).text);
}

const askAnswer = async (query: Readonly<Record<string, string>>) =>
  (await ask({ limit: '12', ...query }, '/v1/recommendations')).body;

describe('the note of an answer', () => {
  const MERINCHAL = { territory: '23131', priorities: GROCERY };

  it('is a document with the name of its territory, or a page that loads nothing', async () => {
    const docx = await ask(MERINCHAL);
    expect(docx.headers['content-type']).toBe(DOCX);
    expect(docx.headers['content-disposition']).toMatch(
      /^attachment; filename="note-merinchal-\d{4}-\d\d-\d\d\.docx"$/,
    );
    const html = await ask({ ...MERINCHAL, format: 'html' });
    expect(html.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(html.headers['content-disposition']).toMatch(/^inline; filename="note-merinchal-[-\d]+\.html"$/);
    expect(html.headers['content-security-policy']).toContain("default-src 'none'");
    expect(html.text).not.toMatch(/<(?:script|link|img)|style=|\bon\w+=/);
  });

  it.each([
    ['a village', MERINCHAL, 'Note pour le conseil municipal'],
    [
      'a town',
      { ...MERINCHAL, territory: '35236' },
      'Note explicative de synthèse pour le conseil municipal',
    ],
    [
      'an EPCI',
      { territory: '246201016', priorities: 'une ressourcerie qui emploie des personnes en insertion' },
      'Note pour le conseil de l’intercommunalité',
    ],
    [
      'a département',
      {
        territory: '23',
        territoryKind: 'departement',
        priorities: 'l’alimentation des personnes âgées isolées',
      },
      'Rapport pour le conseil départemental',
    ],
  ])('for %s, tells three close cases, and two levers with their first step', async (_, query, title) => {
    const [{ headings, text, hrefs }, answer] = await Promise.all([readNote(query), askAnswer(query)]);
    const shown = headings.map((heading) => heading.text);
    expect(shown[0]).toBe(title);
    const close = answer.experiences.filter(({ level }: { level: string }) => level === 'close');
    expect(close.length).toBeGreaterThan(0);
    for (const [index, { experience, evidence }] of close.slice(0, 3).entries()) {
      expect(shown).toContain(typeset(`Cas ${index + 1} – ${experience.title}`));
      for (const told of [experience.source.publisher, evidence.passage])
        expect(text).toContain(typeset(told));
      if (experience.source.url !== null) expect(hrefs).toContain(experience.source.url);
    }
    for (const { lever, whoMay } of answer.levers.slice(0, 2)) {
      expect(shown).toContain(typeset(lever.label));
      if (whoMay.ref !== null) expect(text).toContain(typeset(`${whoMay.text} Texte : ${whoMay.ref}.`));
    }
    for (const told of ['Premier pas.', 'Attention.', 'Déjà fait.']) expect(text.split(told)).toHaveLength(3);
    expect(text).toContain('non relus par un juriste');
    expect(text).not.toContain('rec_');
  });

  it('cites what the address keeps, and counts what the answer no longer has', async () => {
    const answer = await askAnswer(MERINCHAL);
    const [first, second] = answer.experiences.map(({ experience }: { experience: object }) => experience);
    const [, lever] = answer.levers;
    const query = { ...MERINCHAL, experience: `${second.id},disparue`, lever: lever.lever.id };
    const { headings, text } = await readNote(query);
    const shown = headings.map((heading) => heading.text);
    expect(shown).toContain(typeset(`Cas 1 – ${second.title}`));
    expect(shown).toContain(typeset(lever.lever.label));
    expect(shown.join()).not.toContain(typeset(first.title));
    expect(text).toContain('ne sont donc pas cités : 1'.replace(' :', '\u00a0:'));
  });

  it('refuses what an answer refuses', async () => {
    const refused = await clientOf(application.app).get(NOTE);
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toMatchObject({ code: 'request-invalid' });
    const format = await clientOf(application.app)
      .get(NOTE)
      .query({ ...MERINCHAL, format: 'pdf' });
    expect(format.body).toMatchObject({ code: 'request-invalid' });
  });
});

const OFFICE = 'soffice';
const hasOffice = spawnSync(OFFICE, ['--version']).status === 0;
const hasArial = /Arial|Liberation/.test(spawnSync('fc-match', ['Arial'], { encoding: 'utf8' }).stdout ?? '');
/** A first start writes a profile. */
const OFFICE_TIMEOUT_MS = 180_000;

describe('the note in a word processor', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'essaimage-note-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function convert(name: string, format: string): Promise<Buffer> {
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    const args = [
      profile,
      '--headless',
      '--convert-to',
      format,
      '--outdir',
      folder,
      join(folder, `${name}.docx`),
    ];
    await promisify(execFile)(OFFICE, args, { timeout: OFFICE_TIMEOUT_MS });
    return readFile(join(folder, `${name}.${format}`));
  }

  it('has styles, levels of heading, real lists, and is in French at 10 points or more', async () => {
    const { body, styles, addresses } = readDocx(await download({ territory: '23131', priorities: GROCERY }));
    expect(styles).toContain('<w:lang w:val="fr-FR"/>');
    const [defaults = '', ...others] = styles.split('<w:style ');
    const used = others.filter((style) => body.includes(`w:val="${/styleId="(\w+)"/.exec(style)?.[1]}"`));
    const sizes = Array.from([defaults, ...used, body].join().matchAll(/<w:sz w:val="(\d+)"/g), ([, size]) =>
      Number(size),
    );
    expect(sizes.length).toBeGreaterThanOrEqual(4);
    // In half-points.
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20);
    for (const style of ['Title', 'Heading1', 'Heading2'])
      expect(body).toContain(`<w:pStyle w:val="${style}"/>`);
    expect(body).toContain('<w:numPr>');
    expect(addresses.length).toBeGreaterThan(3);
  });

  it.skipIf(!hasOffice || !hasArial).each([
    ['one need', { territory: '35236', priorities: GROCERY }],
    ['two levers', { territory: '200044394', levers: 'scic-capital,commande-publique' }],
    ['a letter', { territory: '22278', priorities: `${GROCERY}. `.repeat(30) }],
  ])(
    'is two pages for %s, then its annex',
    async (_, query) => {
      await writeFile(join(folder, 'pages.docx'), await download(query));
      await convert('pages', 'pdf');
      const { stdout } = await promisify(execFile)('pdftotext', [join(folder, 'pages.pdf'), '-']);
      const pages = stdout.split('\f').map((page) => page.trim());
      expect(pages.findIndex((page) => page.startsWith('Annexe'))).toBe(2);
      expect(pages[1]).toContain('Projet de délibération');
    },
    OFFICE_TIMEOUT_MS,
  );

  it(
    'opens in LibreOffice, which reads the headings, the text and the language back',
    async ({ skip }) => {
      if (!hasOffice) skip('LibreOffice is not installed (libreoffice-writer-nogui)');
      const query = { territory: '23131', priorities: GROCERY };
      await writeFile(join(folder, 'note.docx'), await download(query));
      const opened = readPage((await convert('note', 'html')).toString('utf8'));
      const written = await readNote(query);
      const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
      const plainHeadings = ({ headings }: typeof opened) =>
        headings.map(({ level, text }) => ({ level, text: plain(text) }));
      // LibreOffice writes the title as a paragraph, and sections as h1.
      expect(plainHeadings(opened)).toEqual(
        plainHeadings(written)
          .slice(1)
          .map(({ level, text }) => ({ level: level - 1, text })),
      );
      const whole = plain(opened.text);
      const ofHead = new Set(written.meta.values());
      for (const line of written.texts.filter((text) => !ofHead.has(text)))
        expect(whole).toContain(plain(line));
      const pdf = (await convert('note', 'pdf')).toString('latin1');
      expect(pdf).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/);
      expect(pdf).toContain('/Lang(fr-FR)');
    },
    2 * OFFICE_TIMEOUT_MS,
  );
});
