import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTaxonomy } from '../../src/application/common/asked-ids.ts';
import {
  createManageFiches,
  type KeptFiche,
  type ManageFichesDependencies,
} from '../../src/application/edit/manage-fiches.ts';
import type { JobReader } from '../../src/application/import/manage-import-jobs.ts';
import type { KeyHolder } from '../../src/domain/access/api-key.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { type ImportJob, type ImportPolicy, STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import type { ImportOrigin } from '../../src/ports/import-reader.ts';
import type { FicheReader } from '../../src/ports/import-store.ts';
import { bareLever, bareTheme } from '../fakes/levers.ts';
import { clientOf } from './http-client.ts';
import { EXPERIENCE, stubApplication } from './stub-application.ts';

const HOLDERS: Readonly<Record<string, KeyHolder>> = {
  editor: { prefix: 'ess_editor', scopes: ['import'] },
  full: { prefix: 'ess_full', scopes: ['import', 'read:members'] },
};

const TEXT = 'La commune d’Exemple remet en route son four en 2020.';
const RESOURCE: NonNullable<KeptFiche['resource']> = {
  id: 'r-1',
  title: 'Des fours en commun',
  url: 'https://example.org/fours',
  resourceType: 'Ressources',
  publisher: null,
  date: null,
  access: 'public',
  text: TEXT,
  blocks: [],
  listing: { rubric: null, origin: 'page.html' },
  line: 1,
};

function notFound(id: string): DomainError {
  return new DomainError('experience-not-found', `Aucune expérience ne porte l’identifiant « ${id} ».`, {
    id,
  });
}

const fiches = new Map<string, KeptFiche>();
const done: unknown[] = [];

function fiche(id: string, given: Partial<KeptFiche> = {}, access: 'public' | 'members' = 'public'): void {
  const evidence = [
    { pointer: '/year', start: TEXT.indexOf('2020'), end: TEXT.indexOf('2020') + 4, confidence: 0.9 },
  ];
  const experience = { ...EXPERIENCE, id, access };
  fiches.set(id, {
    experience,
    changedAt: '2026-01-15T09:30:00.000Z',
    version: 'a'.repeat(32),
    status: 'published',
    confidence: 0.75,
    corrections: [],
    resource: RESOURCE,
    evidence,
    audit: [],
    ...given,
  });
}

function findSeen(id: string, { audience, mayEdit }: FicheReader): KeptFiche {
  const found = fiches.get(id);
  const isSeen = audience === 'members' || found?.experience.access === 'public';
  if (found === undefined || !isSeen || (found.status !== 'published' && !mayEdit)) throw notFound(id);
  return found;
}

const taxonomy = {
  levers: [bareLever('locaux', 'Locaux')],
  themes: [bareTheme('energie', 'Énergie')],
  hash: '',
};

const dependencies: ManageFichesDependencies = {
  readFiche: async (id, reader) => findSeen(id, reader),
  findRemaining: async () => null,
  async correctExperience(id, { status, statusReason = null, ...patch }, editor, { version } = {}) {
    const before = findSeen(id, editor);
    if (version !== undefined && version !== before.version) {
      throw new DomainError('changed-meanwhile', 'Relisez-la.', { id });
    }
    const { territories, ...values } = patch;
    checkTaxonomy(taxonomy, {
      themes: patch.themes ?? [],
      levers: (patch.levers ?? []).map(({ lever }) => lever),
    });
    const audit = {
      at: '2026-01-01T00:00:00.000Z',
      actor: editor.actor,
      actorLabel: 'Rédaction',
      subject: id,
      action: 'correct' as const,
      before: null,
      after: patch,
    };
    fiches.set(id, {
      ...before,
      status: status ?? before.status,
      corrections: [
        {
          experienceId: id,
          field: 'statusReason',
          value: statusReason,
          actor: 'a',
          at: '2026-01-01T00:00:00.000Z',
        },
      ],
      experience: {
        ...before.experience,
        ...values,
        ...(territories === undefined
          ? {}
          : { territories: territories.map((each) => ({ ...each, department: null, region: null })) }),
      },
      audit: [...before.audit, audit],
    });
    return { ...findSeen(id, editor), statusReason };
  },
  async deleteExperience(id, { isErased }, editor) {
    findSeen(id, editor);
    done.push([isErased ? 'erase' : 'delete', id, editor.actor]);
    fiches.delete(id);
  },
  getTerritory(code, kind) {
    if (code === '93' && kind === undefined) {
      throw new DomainError('territory-ambiguous', 'Précisez.', { code, candidates: [] });
    }
    return {
      territory: {
        code,
        siren: null,
        kind: kind === 'pays' ? 'region' : (kind ?? 'commune'),
        name: 'Exemple-Ville',
        populationCount: 12,
        department: null,
        region: null,
        postalCodes: [],
        epciForm: null,
        setting: null,
        epci: null,
      },
      setting: null,
      facts: [],
      matchedAlias: null,
      matchedAs: null,
    };
  },
};
const manageFiches = createManageFiches(dependencies);

let asked: { origin: ImportOrigin; isDryRun: boolean; policy: ImportPolicy; reader: JobReader } | null = null;
const JOB: ImportJob = {
  id: 'job-1',
  state: 'queued',
  source: { kind: 'url', url: 'https://example.org/' },
  isDryRun: false,
  policy: STRICT_POLICY,
  progress: null,
  report: null,
  failure: null,
  actor: 'ess_editor',
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  endedAt: null,
};

let app: FastifyInstance;
beforeAll(async () => {
  app = await stubApplication({
    fiches: manageFiches,
    taxonomy,
    async authenticateKey(token) {
      const holder = HOLDERS[token];
      if (holder === undefined) throw new DomainError('key-invalid', 'Clé refusée.', {});
      return holder;
    },
    imports: {
      async request(origin, options, reader) {
        asked = { origin, ...options, reader };
        return { ...JOB, ...options };
      },
      get: async (id) => ({ ...JOB, id }),
      list: async () => [JOB],
      cancel: async (id) => ({ ...JOB, id, state: 'cancelled' }),
    },
  });
});
afterAll(() => app.close());

interface Asked {
  readonly method?: 'get' | 'post' | 'patch' | 'delete';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}

function as(who: 'public' | 'editor' | 'full', { method = 'get', url, headers, body }: Asked) {
  const authorization = who === 'public' ? {} : { authorization: `Bearer ${who}` };
  return clientOf(app)
    [method](url)
    .set({ ...authorization, ...headers })
    .send(body);
}

const patch = (id: string, body: object): Asked => ({ method: 'patch', url: `/v1/experiences/${id}`, body });

describe('a version', () => {
  const withMatch = (id: string, match: string): Asked => ({
    ...patch(id, { year: 2019 }),
    headers: { 'if-match': match },
  });

  it('is demanded by If-Match: another one is refused, and nothing is written', async () => {
    fiche('v');
    const wrong = await as('editor', withMatch('v', `"${'b'.repeat(32)}"`));
    expect([wrong.status, wrong.body.code]).toEqual([412, 'changed-meanwhile']);
    expect(fiches.get('v')?.experience.year).toBe(EXPERIENCE.year);
    for (const match of [`"${'a'.repeat(32)}"`, 'a'.repeat(32), '*']) {
      const answer = await as('editor', withMatch('v', match));
      expect([answer.status, answer.body.version]).toEqual([200, 'a'.repeat(32)]);
    }
  });

  it('is that of the correction, whatever somebody wrote since', async () => {
    fiche('w');
    const { correct } = createManageFiches({
      ...dependencies,
      async correctExperience(...given) {
        const edited = await dependencies.correctExperience(...given);
        fiche('w', { version: 'c'.repeat(32) });
        return edited;
      },
    });
    const editor = { actor: 'ess_a', audience: 'public', mayEdit: true } as const;
    const { experience, version } = await correct('w', { year: 1987 }, editor);
    expect([experience.year, version]).toEqual([1987, 'a'.repeat(32)]);
  });

  it('that is none is refused', async () => {
    fiche('v');
    const answer = await as('editor', withMatch('v', '"hier"'));
    expect([answer.status, answer.body.code]).toEqual([400, 'request-invalid']);
  });
});

describe('a fiche', () => {
  it('shows the quotes that prove it to those who may read its resource', async () => {
    fiche('a');
    const { provenance, status } = (await as('public', { url: '/v1/experiences/a' })).body;
    expect(status).toBe('published');
    expect(provenance).toEqual({
      resource: { title: 'Des fours en commun', url: 'https://example.org/fours', type: 'Ressources' },
      proofs: [{ pointer: '/year', quote: '2020', start: 48, end: 52 }],
    });
    fiche('b', { resource: null });
    expect((await as('public', { url: '/v1/experiences/b' })).body.provenance).toBeNull();
    fiche('c', { resource: { ...RESOURCE, access: 'members' } });
    expect((await as('public', { url: '/v1/experiences/c' })).body.provenance).toBeNull();
    expect((await as('full', { url: '/v1/experiences/c' })).body.provenance).not.toBeNull();
  });

  it('is corrected field by field, with its territories and taxonomy checked', async () => {
    fiche('d');
    const { status, body } = await as(
      'editor',
      patch('d', {
        year: null,
        themes: ['energie', 'energie'],
        levers: [{ id: 'locaux', what: 'Prête une salle.' }],
        territories: [
          { code: '93', kind: 'region' },
          { name: 'Pays d’Exemple', kind: 'pays' },
        ],
      }),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      title: EXPERIENCE.title,
      year: null,
      themes: [{ id: 'energie', label: 'Énergie' }],
      levers: [{ id: 'locaux', what: 'Prête une salle.' }],
      territories: [
        { code: '93', kind: 'region', name: 'Exemple-Ville', population: 12 },
        { code: null, kind: 'pays', name: 'Pays d’Exemple', population: null },
      ],
    });
    const { history } = (await as('full', { url: '/v1/experiences/d/history' })).body;
    expect(history).toMatchObject([
      { actor: 'ess_editor', actorLabel: 'Rédaction', action: 'correct', before: null },
    ]);
  });

  it('is corrected in what its figures say, in its state and in its difficulties', async () => {
    fiche('s');
    const figure = { label: 'travaux', value: 386_000, unit: '€', role: 'total-cost' };
    const { status, body } = await as(
      'editor',
      patch('s', {
        figures: [figure],
        state: 'stopped',
        checkedOn: '2026-03',
        difficulties: [EXPERIENCE.title],
      }),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      figures: [{ ...figure, period: null, sentence: null }],
      state: 'stopped',
      checkedOn: '2026-03',
      difficulties: [EXPERIENCE.title],
    });
  });

  it.each([
    [{}, 400, 'nothing-asked'],
    [{ state: 'closed' }, 400, 'not-allowed'],
    [{ checkedOn: 'hier' }, 400, 'invalid'],
    [{ figures: [{ label: 'x', value: 1, unit: '', role: 'cost' }] }, 400, 'not-allowed'],
    [{ figures: [{ label: 'x', value: 1, unit: 'm'.repeat(101), role: 'other' }] }, 400, 'too-long'],
    [{ figures: [{ label: 'x', value: 1, unit: '', colour: 'x' }] }, 400, 'unknown-property'],
    [{ title: '' }, 400, 'too-short'],
    [{ year: 2020, owner: 'public' }, 400, 'unknown-property'],
    [{ status: 'hidden' }, 400, 'not-allowed'],
    [{ source: { title: 'Sans éditeur' } }, 400, 'required'],
    [{ year: '2020' }, 400, 'wrong-type'],
    [{ territories: [{ code: '35', name: 'x' }] }, 400, 'unknown-property'],
    [{ territories: [{ kind: 'pays', population: 3 }] }, 400, 'required'],
    [{ summary: 'abc\u0000' }, 400, 'control-character'],
  ])('refuses the correction %j', async (payload, status, code) => {
    fiche('e');
    const response = await as('editor', patch('e', payload));
    expect(response.status).toBe(status);
    expect(response.body.errors).toMatchObject([{ in: 'body', code }]);
  });

  it('points at the theme or the lever that does not exist', async () => {
    fiche('f');
    const theme = await as('editor', patch('f', { themes: ['energie', 'x'] }));
    expect(theme.body.errors).toMatchObject([{ in: 'body', pointer: '/themes/1', code: 'theme-unknown' }]);
    const lever = await as('editor', patch('f', { levers: [{ id: 'x', what: 'y' }] }));
    expect(lever.body.errors).toMatchObject([{ in: 'body', pointer: '/levers/0', code: 'lever-unknown' }]);
    expect((await as('editor', patch('f', { territories: [{ code: '93' }] }))).status).toBe(422);
  });

  it('for members can be changed only by keys that may read it; for others it does not exist', async () => {
    fiche('h', {}, 'members');
    const url = '/v1/experiences/h';
    for (const request of [
      { url },
      patch('h', { status: 'set-aside' }),
      { method: 'delete', url } as const,
    ]) {
      expect((await as('editor', request)).status).toBe(404);
    }
    // Even for a public fiche: its earlier states may have been for members.
    for (const id of ['h', 'a', 'nowhere']) {
      expect((await as('editor', { url: `/v1/experiences/${id}/history` })).status).toBe(403);
    }
    expect(fiches.get('h')).toMatchObject({ status: 'published', audit: [] });
    expect((await as('full', patch('h', { status: 'set-aside' }))).status).toBe(200);
    expect((await as('full', { method: 'delete', url })).status).toBe(204);
    expect(done).toEqual([['delete', 'h', 'ess_full']]);
    fiche('e');
    const remove = (query: string) => as('full', { method: 'delete', url: `/v1/experiences/e${query}` });
    expect((await remove('?erase=oui')).status).toBe(400);
    expect((await remove('?erase=true')).status).toBe(204);
    expect(done.at(-1)).toEqual(['erase', 'e', 'ess_full']);
  });
});

describe('an import', () => {
  const post = (query: string, type: string, body: string | Buffer) =>
    as('full', {
      method: 'post',
      url: `/v1/imports${query}`,
      body,
      headers: { 'content-type': type },
    });

  it('of a URL is accepted at once, with a Location to follow it', async () => {
    const { status, headers, body } = await post('', 'application/json', '{"url":"https://example.org/a"}');
    expect(status).toBe(202);
    expect(headers.location).toBe('/v1/imports/job-1');
    expect(headers['cache-control']).toBe('private, no-store');
    expect(body).toMatchObject({ id: 'job-1', state: 'queued', requestedBy: JOB.actor });
    expect(asked).toEqual({
      origin: { kind: 'url', url: 'https://example.org/a' },
      isDryRun: false,
      policy: STRICT_POLICY,
      reader: { actor: 'ess_full', audience: 'members' },
    });
  });

  it('may open what does not say who may read it, and publish what is sure', async () => {
    const { status, body } = await post('?publishAbove=0.9&access=public', 'text/plain', 'Un texte');
    expect(status).toBe(202);
    expect(asked?.policy).toEqual({ publishAbove: 0.9, publishFiches: true, access: 'public' });
    expect(body).toMatchObject({ publishAbove: 0.9, access: 'public' });
    expect((await post('?publishAbove=2', 'text/plain', 'Un texte')).status).toBe(400);
  });

  it.each([
    ['?name=page.html', 'text/html; charset=iso-8859-1', 'page.html'],
    ['', 'text/plain', 'document.txt'],
    ['', 'text/csv', 'document.csv'],
    ['', 'application/x-ndjson', 'document.ndjson'],
    ['?name=fiches.json', 'application/json', 'fiches.json'],
  ])('of a document (%s, %s) keeps it byte for byte', async (query, type, name) => {
    const bytes = Buffer.from([0xe9, 0x00, 0xff, 0x7b]);
    const { status } = await post(`${query}${query === '' ? '?' : '&'}dryRun=true`, type, bytes);
    expect(status).toBe(202);
    const isNamed = query !== '';
    expect(asked).toMatchObject({
      isDryRun: true,
      origin: { kind: 'content', name, isNamed, mediaType: type },
    });
    expect(asked?.origin.kind === 'content' && Buffer.from(asked.origin.bytes).equals(bytes)).toBe(true);
  });

  it('accepts a document of at most 20 MiB, and a request for a URL of at most 64 KiB', async () => {
    expect((await post('', 'text/plain', Buffer.alloc(20 * 1024 * 1024, 97))).status).toBe(202);
    const tooLarge = await post('', 'text/plain', Buffer.alloc(20 * 1024 * 1024 + 1, 97));
    expect([tooLarge.status, tooLarge.body.code]).toEqual([413, 'body-too-large']);
    const address = await post(
      '',
      'application/json',
      JSON.stringify({ url: 'https://e.org', x: 'a'.repeat(70_000) }),
    );
    expect([address.status, address.body.code]).toEqual([413, 'body-too-large']);
    const elsewhere = await as('full', {
      ...patch('a', {}),
      body: JSON.stringify({ title: 'a'.repeat(70_000) }),
      headers: { 'content-type': 'application/json' },
    });
    expect(elsewhere.status).toBe(413);
  });

  it.each([
    ['', 'application/json', '{"url":"ftp://example.org"}', 400, 'request-invalid'],
    ['', 'application/json', '{"url":"file:///etc/passwd"}', 400, 'request-invalid'],
    ['', 'application/json', '{"path":"/etc/passwd"}', 400, 'request-invalid'],
    ['', 'application/json', '{"url":"https://e.org","path":"/etc"}', 400, 'request-invalid'],
    ['', 'application/json', 'null', 400, 'request-invalid'],
    ['', 'application/json', '{', 400, 'json-invalid'],
    ['', 'application/json', '', 400, 'request-invalid'],
    ['?dryRun=oui', 'text/plain', 'a', 400, 'request-invalid'],
    ['?nom=a', 'text/plain', 'a', 400, 'request-invalid'],
    ['', 'image/png', 'a', 415, 'content-type-unsupported'],
  ])('refuses %s %s %s', async (query, type, payload, status, code) => {
    asked = null;
    const response = await post(query, type, payload);
    expect([response.status, response.body.code]).toEqual([status, code]);
    expect(asked).toBeNull();
  });
});
