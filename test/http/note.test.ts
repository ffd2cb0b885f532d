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
import { type Application, START_TIMEOUT_MS, startApplication } from './start-application.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const GROCERY = 'reprendre la dernière épicerie du village avec les habitants';

let application: Application;
beforeAll(async () => {
  application = await startApplication();
}, START_TIMEOUT_MS);
afterAll(() => application?.close());

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
    ['a commune', MERINCHAL, 'Note explicative de synthèse pour le conseil municipal', 'une commune'],
    [
      'an EPCI',
      { territory: '246201016', priorities: 'une ressourcerie qui emploie des personnes en insertion' },
      'Note explicative de synthèse pour le conseil communautaire',
      'une intercommunalité',
    ],
    [
      'a département',
      {
        territory: '23',
        territoryKind: 'departement',
        priorities: 'l’alimentation des personnes âgées isolées',
      },
      'Rapport pour le conseil départemental',
      'un département',
    ],
  ])(
    'for %s, tells the close cases and the first levers with what it may do',
    async (_, query, title, who) => {
      const [{ headings, text }, answer] = await Promise.all([readNote(query), askAnswer(query)]);
      const shown = headings.map((heading) => heading.text);
      expect(shown[0]).toBe(title);
      const close = answer.experiences
        .filter(({ level }: { level: string }) => level === 'close')
        .slice(0, 5);
      expect(close.length).toBeGreaterThan(0);
      for (const { experience } of close) {
        expect(shown).toContain(typeset(experience.title));
        expect(text).toContain(typeset(experience.source.publisher));
        if (experience.source.url !== null) expect(text).toContain(experience.source.url);
      }
      for (const { lever, whoMay } of answer.levers.slice(0, 3)) {
        expect(shown).toContain(typeset(lever.label));
        expect(text).toContain(typeset(whoMay.text));
        expect(whoMay.text.toLowerCase()).toContain(who);
        if (whoMay.ref !== null) expect(text).toContain(typeset(whoMay.ref));
      }
      expect(text).toContain('non relus par un juriste');
      expect(text).toContain(`Réponse ${answer.id}`);
    },
  );

  it('gives the orders of magnitude of the answer, or says that figures are too few', async () => {
    const costed = { priorities: 'un tiers-lieu dans une friche' };
    const answer = await askAnswer(costed);
    expect(answer.costs.length).toBeGreaterThan(0);
    const { text } = await readNote(costed);
    for (const { text: range } of answer.costs) expect(text).toContain(typeset(range));
    const bare = await readNote({ levers: 'facilitation-administrative', experience: 'none', lever: 'none' });
    expect(bare.text).toContain('Trop peu de chiffres comparables');
  });

  it('cites what the address keeps, and counts what the answer no longer has', async () => {
    const answer = await askAnswer(MERINCHAL);
    const [first, second] = answer.experiences.map(({ experience }: { experience: object }) => experience);
    const [, lever] = answer.levers;
    const query = { ...MERINCHAL, experience: `${second.id},disparue`, lever: lever.lever.id };
    const { headings, text } = await readNote(query);
    const shown = headings.map((heading) => heading.text);
    expect(shown).toContain(typeset(second.title));
    expect(shown).toContain(typeset(lever.lever.label));
    expect(shown).not.toContain(typeset(first.title));
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
    expect(sizes.length).toBeGreaterThanOrEqual(5);
    // In half-points.
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20);
    for (const style of ['Title', 'Heading1', 'Heading2', 'Heading3'])
      expect(body).toContain(`<w:pStyle w:val="${style}"/>`);
    expect(body).toContain('<w:numPr>');
    expect(addresses.length).toBeGreaterThan(3);
  });

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
