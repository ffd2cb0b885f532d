import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareLever, bareTheme } from '../../../test/fakes/levers.ts';
import { DomainError } from '../../domain/errors.ts';
import { NOTHING_KNOWN } from '../../domain/experience/experience.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { loadStarterCorpus } from './load-starter-corpus.ts';

const taxonomy: Taxonomy = {
  levers: ['locaux', 'subvention'].map((id) => bareLever(id)),
  themes: ['alimentation', 'culture'].map((id) => bareTheme(id)),
  hash: 'taxonomy',
};

const fiche = {
  id: 'epicerie-solidaire-loos',
  title: 'Une épicerie solidaire à Loos',
  summary: 'La commune prête un local à une épicerie solidaire.',
  territories: [{ name: 'Loos', kind: 'commune', code: '59360', population: 20869 }],
  setting: 'urban',
  year: 2021,
  themes: ['alimentation'],
  levers: [{ lever: 'locaux', what: 'Prête un ancien bureau de poste.' }],
  actors: ['La Pioche'],
  figures: [{ label: 'édition', value: 15, unit: '', role: 'other', period: null, sentence: null }],
  source: { title: 'Rapport', url: 'https://example.org/rapport', publisher: 'RTES', date: '2021-05' },
  access: 'public',
};
const { access: _, ...ficheWithoutAccess } = fiche;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'corpus-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function load(content: unknown, hasMembers = true) {
  const text =
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
  await writeFile(join(directory, 'experiences.json'), text);
  return loadStarterCorpus({ directory, taxonomy, hasMembers });
}

async function problemsOf(content: unknown): Promise<readonly string[]> {
  const error: unknown = await load(content).catch((reason: unknown) => reason);
  if (!(error instanceof DomainError) || error.code !== 'corpus-invalid') throw error;
  const details: DomainError<'corpus-invalid'>['details'] = error.details;
  return details.problems;
}

describe('a corpus in JSON', () => {
  it('leaves out the fiches for members when asked', async () => {
    const content = [fiche, { ...fiche, id: 'reservee', access: 'members' }];
    const idsWith = async (hasMembers?: boolean) => (await load(content, hasMembers)).map(({ id }) => id);
    expect(await idsWith(false)).toEqual(['epicerie-solidaire-loos']);
    expect(await idsWith()).toEqual(['epicerie-solidaire-loos', 'reservee']);
  });

  it('gives the fiches in the order of the file', async () => {
    const drafts = await load([fiche, { ...fiche, id: 'autre' }]);
    expect(drafts.map(({ id }) => id)).toEqual(['epicerie-solidaire-loos', 'autre']);
    expect(drafts[0]).toEqual({
      ...NOTHING_KNOWN,
      ...fiche,
      territories: [{ name: 'Loos', kind: 'commune', code: '59360', populationCount: 20869 }],
    });
  });

  it('accepts null for an unknown field', async () => {
    const unknown = { ...fiche, setting: null, year: null, source: { ...fiche.source, date: null } };
    expect(await load([unknown])).toMatchObject([{ setting: null, year: null, source: { date: null } }]);
  });

  it('takes a missing field as unknown', async () => {
    const { id, title, summary, source, access } = fiche;
    expect(await load([{ id, title, summary, source, access }])).toEqual([
      { ...NOTHING_KNOWN, id, title, summary, source, access },
    ]);
  });

  it('composes accents, so that one word has one spelling', async () => {
    const [draft] = await load([{ ...fiche, title: 'e\u0301picerie' }]);
    expect(draft?.title).toBe('épicerie');
  });

  it('reports every problem at once, with its place and its fiche', async () => {
    const problems = await problemsOf([
      { ...fiche, title: ' ', year: 1789 },
      { ...fiche, id: 'deux', levers: [{ lever: 'inconnu', what: 'Aide.' }] },
      { ...fiche, id: 'deux' },
    ]);
    expect(problems.map((problem) => problem.split(' : ')[0])).toEqual([
      '/0/title (fiche « epicerie-solidaire-loos »)',
      '/0/year (fiche « epicerie-solidaire-loos »)',
      '/1/levers/0/lever (fiche « deux »)',
      '/2 (fiche « deux »)',
    ]);
  });

  it.each([
    ['an access that is missing', ficheWithoutAccess, '/0/access'],
    ['an access that cannot be read', { ...fiche, access: 'privé' }, '/0/access'],
    ['an identifier with capitals', { ...fiche, id: 'Loos' }, '/0/id'],
    ['an identifier that leaves its folder', { ...fiche, id: '../loos' }, '/0/id'],
    ['a misspelt field', { ...fiche, resume: 'Un texte.' }, '/0'],
    ['an unknown theme', { ...fiche, themes: ['inconnu'] }, '/0/themes/0'],
    ['a repeated theme', { ...fiche, themes: ['culture', 'culture'] }, '/0/themes/1'],
    ['a repeated lever', { ...fiche, levers: [...fiche.levers, ...fiche.levers] }, '/0/levers/1'],
    [
      'a source without publisher',
      { ...fiche, source: { ...fiche.source, publisher: '' } },
      '/0/source/publisher',
    ],
    [
      'a source that runs a script',
      { ...fiche, source: { ...fiche.source, url: 'javascript:alert(1)' } },
      '/0/source/url',
    ],
    ['a source without address', { ...fiche, source: { ...fiche.source, url: null } }, '/0/source/url'],
    [
      'a source without scheme',
      { ...fiche, source: { ...fiche.source, url: 'www.rtes.fr' } },
      '/0/source/url',
    ],
    [
      'a month that does not exist',
      { ...fiche, source: { ...fiche.source, date: '2021-13' } },
      '/0/source/date',
    ],
    ['a year too far ahead', { ...fiche, year: new Date().getFullYear() + 2 }, '/0/year'],
    ['a NUL in a text', { ...fiche, summary: 'avant\u0000après' }, '/0/summary'],
    ['a lone surrogate in a text', { ...fiche, actors: ['\ud83d'] }, '/0/actors/0'],
    [
      'a SIREN given to a commune',
      { ...fiche, territories: [{ ...fiche.territories[0], code: '200093201' }] },
      '/0/territories/0/code',
    ],
  ])('refuses %s', async (_, invalid, pointer) => {
    const problems = await problemsOf([invalid]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.split(' ')[0]).toBe(pointer);
  });

  it.each([
    ['is not JSON', '[{'],
    ['is not in UTF-8', new Uint8Array([0x5b, 0x22, 0xe9, 0x22, 0x5d])],
    ['is not a list', { fiches: [] }],
  ])('refuses a file that %s', async (_, content) => {
    expect(await problemsOf(content)).toHaveLength(1);
  });

  it('says that the file is missing', async () => {
    const loading = loadStarterCorpus({ directory: join(directory, 'nowhere'), taxonomy });
    await expect(loading).rejects.toThrow('introuvable');
  });
});
