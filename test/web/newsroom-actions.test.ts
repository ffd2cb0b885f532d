import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { NOBODY } from '../../src/http/app.ts';
import { createApi } from '../../web/api/client.ts';
import { createEditingApi } from '../../web/api/editing.ts';
import type { FormAction, PageRequest } from '../../web/page/layout/page.ts';
import { History } from '../../web/page/newsroom/comparisons.tsx';
import { queueAction } from '../../web/page/newsroom/queue-page.tsx';
import { reviewAction } from '../../web/page/newsroom/review-actions.ts';

type Reply = readonly [status: number, body: object];

const VERSION = 'a'.repeat(32);
const UNAVAILABLE: Reply = [
  503,
  { code: 'store-unavailable', title: 'Base', detail: 'Réessayez.', status: 503 },
];
const CHANGED: Reply = [
  412,
  { code: 'changed-meanwhile', title: 'Changée', detail: 'Relisez.', status: 412 },
];
const GONE: Reply = [404, { code: 'experience-not-found', title: 'Aucune', detail: 'Aucune.', status: 404 }];

const review = (id: string, more: object = {}): Reply => [
  200,
  {
    experience: { id, version: VERSION, title: id, territories: [{ name: 'Angers' }] },
    doubts: [],
    sameAs: [],
    compared: null,
    confidence: null,
    next: null,
    history: [],
    resource: { id: 'r1', text: '' },
    ...more,
  },
];
const corrected = (id: string): Reply => [200, { id, version: 'b'.repeat(32) }];
const merged = (before: object) => ({ history: [{ action: 'merge', before }] });

/** Sends a form to the pages over an API that answers as told: by its requests, « GET a », « PATCH a ». */
async function send(action: FormAction, fields: readonly (readonly [string, string])[], replies: object) {
  const calls: string[] = [];
  const bodies: unknown[] = [];
  let [open, most] = [0, 0];
  const api = createApi('http://localhost', async (asked) => {
    const { method, url } = asked;
    if (url.endsWith('/rereading')) bodies.push(await asked.clone().json());
    const [, , id = '', sub = ''] = new URL(url).pathname.slice(1).split('/');
    const call = `${method} ${id === '' || sub === 'experiences' ? new URL(url).pathname : id}`;
    calls.push(call);
    open += 1;
    most = Math.max(most, open);
    await Promise.resolve();
    open -= 1;
    const known: ReadonlyMap<string, Reply> = new Map(Object.entries(replies));
    const [status, body] = known.get(call) ?? [200, { counts: {}, levers: [], themes: [] }];
    return Response.json(body, { status });
  });
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const request: PageRequest = {
    url: new URL('http://localhost/redaction/propositions?liste=proposed'),
    params: { id: 'a' },
    api,
    editing: createEditingApi(api),
    describeApi: () => ({}),
    requestId: 'r',
    operator: NOBODY,
    component: { path: '', integrity: '', version: '' },
    session: null,
    hasAccounts: false,
  };
  const answer = await action(request, form);
  const location =
    answer instanceof Response ? new URL(answer.headers.get('location') ?? '', request.url) : null;
  return {
    status: answer.status,
    path: location?.pathname ?? null,
    message: location?.searchParams.get('fait') ?? null,
    undoes: location?.searchParams.getAll('de').map((each) => each.split(' ')[0]) ?? [],
    patched: calls.filter((call) => call.startsWith('PATCH')),
    most,
    bodies,
    text: answer instanceof Response ? '' : renderToString(answer.body).replace(/<[^>]+>/g, ''),
  };
}

const list = (gesture: string, ...fiches: readonly string[]) => [
  ['geste', gesture] as const,
  ...fiches.map((id) => ['fiche', `${id} ${VERSION}`] as const),
];
const undoing = (...fiches: readonly string[]) => [
  ['geste', 'annuler'] as const,
  ...fiches.map((id) => ['etat', `${id} ${VERSION}`] as const),
];

it('undoes a merge by both of its fiches, never by one', async () => {
  const replies = {
    'GET a': review('a', merged({ status: 'proposed', statusReason: null })),
    'GET b': review('b', merged({ summary: 'Avant.', otherSources: [] })),
    'PATCH a': corrected('a'),
    'PATCH b': corrected('b'),
  };
  expect(await send(queueAction, undoing('a'), replies)).toMatchObject({
    message: 'trop-tard',
    path: '/redaction/propositions/a',
    patched: [],
  });
  expect(await send(queueAction, undoing('a', 'b'), replies)).toMatchObject({
    message: 'annulee',
    patched: ['PATCH a', 'PATCH b'],
  });
  const later = { ...replies, 'GET b': review('b', { history: [{ action: 'import', before: null }] }) };
  expect(await send(queueAction, undoing('a', 'b'), later)).toMatchObject({ patched: [] });
});

it('offers to undo the last change of one fiche in its history, but for a merge', () => {
  const entry = { at: '2026-01-01T00:00:00.000Z', actor: 'ess_a', after: {}, before: { year: 2020 } };
  const shown = (action: string) => {
    const history = { history: [{ ...entry, action }], experience: { id: 'a', version: VERSION } };
    const props = { review: history, request: { session: null } } as unknown as Parameters<typeof History>[0];
    return renderToString(History(props));
  };
  expect(shown('correct')).toContain('Annuler le dernier changement');
  expect(shown('merge')).not.toContain('Annuler le dernier changement');
});

it('names who changed a fiche by the label of their key, else as the history does', () => {
  const shown = (actor: string, actorLabel: string | null) => {
    const entry = { at: '2026-01-01T00:00:00.000Z', actor, actorLabel, action: 'import', before: null };
    const props = { review: { history: [entry] }, request: { session: null } };
    return renderToString(History(props as unknown as Parameters<typeof History>[0]));
  };
  expect(shown('ess_a', 'Service ESS')).toContain(', Service ESS\u00a0:');
  expect(shown('ess_a', 'Service ESS')).not.toContain('ess_a');
  expect(shown('ess_a', null)).toContain(', ess_a\u00a0:');
  expect(shown('cli', null)).toContain(', la ligne de commande\u00a0:');
});

it('offers to undo a merge unless the other fiche changed since', async () => {
  const merge = [
    ['geste', 'fusionner'],
    ['dans', 'b'],
  ] as const;
  const replies = { 'GET a': review('a', merged({ status: 'proposed' })), 'POST a': corrected('b') };
  expect(await send(reviewAction, merge, replies)).toMatchObject({
    message: 'fusionnee',
    undoes: ['b', 'a'],
  });
  const later = { ...replies, 'GET a': review('a', { history: [{ action: 'correct', before: {} }] }) };
  expect(await send(reviewAction, merge, later)).toMatchObject({ message: 'fusionnee', undoes: [] });
});

it('reads the doubts of checked fiches one after another', async () => {
  const replies = {
    'GET a': review('a'),
    'GET b': review('b', { doubts: ['lever-missing'] }),
    'GET c': GONE,
  };
  const asked = await send(queueAction, list('publier', 'a', 'b'), replies);
  expect(asked).toMatchObject({ status: 200, patched: [], most: 1 });
  expect(asked.text).toContain('Publier seulement la fiche sûre');
  const more = await send(queueAction, list('publier', 'a', 'b', 'c'), replies);
  expect(more.text).toContain('Publier seulement les 2 fiches sûres');
});

it('publishes nothing when the doubts of a fiche cannot be read', async () => {
  const replies = { 'GET a': review('a'), 'GET b': UNAVAILABLE, 'PATCH a': corrected('a') };
  const answer = await send(queueAction, list('publier', 'a', 'b'), replies);
  expect(answer).toMatchObject({ status: 503, message: null, patched: [] });
});

it('publishes the others when a checked fiche is gone', async () => {
  const replies = { 'GET a': GONE, 'GET b': review('b'), 'PATCH a': GONE, 'PATCH b': corrected('b') };
  const answer = await send(queueAction, list('publier', 'a', 'b'), replies);
  expect(answer).toMatchObject({ message: 'publiees-en-partie', undoes: ['b'] });
});

it('stops where a decision fails, and lets what was done be undone', async () => {
  const replies = { 'PATCH a': corrected('a'), 'PATCH b': UNAVAILABLE, 'PATCH c': corrected('c') };
  expect(await send(queueAction, list('ecarter', 'a', 'b', 'c'), replies)).toMatchObject({
    message: 'ecartees-arret',
    undoes: ['a'],
    patched: ['PATCH a', 'PATCH b'],
  });
  expect(await send(queueAction, list('ecarter', 'b', 'c'), replies)).toMatchObject({
    status: 503,
    patched: ['PATCH b'],
  });
});

const VALUES = {
  title: 'La halle',
  summary: 'Angers ouvre une halle.',
  setting: null,
  year: null,
  figures: [],
  access: 'public',
  source: { title: 'Une page', url: null, publisher: 'Angers', date: null },
};
const ANGERS = { name: 'Angers', kind: 'commune', code: '49007', population: 1, department: null };
const LEVER = { id: 'locaux', what: 'Prête une halle.' };

/** Form and replies of a fiche in these themes, as it is stored. */
function fiche(themes: readonly string[], more: object = {}) {
  const stored = { id: 'a', version: VERSION, ...VALUES, territories: [ANGERS], levers: [LEVER], themes: [] };
  const unseen = { status: 'proposed', statusReason: null, contact: null, resource: null };
  const none = { evidence: [], dropped: [], notes: [], siblings: [], rereading: null };
  const values = { ...VALUES, territories: [{ code: '49007', kind: 'commune' }], levers: [LEVER], themes };
  const avant = { version: VERSION, status: 'proposed', values, shown: [ANGERS] };
  return {
    form: [['avant', JSON.stringify(avant)] as const],
    replies: {
      'GET a': review('a', { ...unseen, ...none, experience: stored, ...more }),
      'PATCH a': corrected('a'),
    },
  };
}

it('asks once about the doubts of the open fiche, as the list does', async () => {
  const { form, replies } = fiche([], { doubts: ['theme-missing', 'year-missing'] });
  const publish = [...form, ['geste', 'publier'] as const];
  const asked = await send(reviewAction, publish, replies);
  expect(asked).toMatchObject({ status: 422, patched: [] });
  expect(asked.text).toMatch(/Publier malgré ces doutes\s\?.*À vérifier\s: thème à choisir\./s);
  expect(asked.text).toContain('Publier quand même');
  const listed = await send(queueAction, list('publier', 'a'), replies);
  expect(listed.text).toMatch(/Publier malgré ces doutes\s\?.*À vérifier\s: thème à choisir\./s);
  const again = [...publish, ['doute', 'thème à choisir'] as const];
  expect(await send(reviewAction, again, replies)).toMatchObject({
    message: 'publiee',
    patched: ['PATCH a'],
  });
  const kept = [...form, ['geste', 'enregistrer'] as const];
  expect(await send(reviewAction, kept, replies)).toMatchObject({ message: 'rien' });
});

it('asks about the fiche that the form would publish, and again about a doubt that was not told', async () => {
  const { form, replies } = fiche(['alimentation'], { doubts: ['theme-missing'] });
  const publish = [...form, ['geste', 'publier'] as const];
  expect(await send(reviewAction, publish, replies)).toMatchObject({ message: 'publiee' });
  const alike = fiche([], { sameAs: [{ id: 'b', title: 'Une halle', similarity: 0.9, differences: [] }] });
  const told = [...alike.form, ['geste', 'publier'] as const, ['doute', 'thème à choisir'] as const];
  const asked = await send(reviewAction, told, alike.replies);
  expect(asked).toMatchObject({ status: 422, patched: [] });
  expect(asked.text).toMatch(/thème à choisir, ressemble à «\sUne halle\s»\./);
});

it.each([
  ['is set aside', corrected('a'), 'ajoutee'],
  ['changed meanwhile', CHANGED, 'ajoutee-autre-changee'],
  ['cannot be set aside', UNAVAILABLE, 'ajoutee-sans-ecarter'],
])('splits a fiche: the added one is shown when the other %s', async (_name, aside, message) => {
  const replies = {
    'GET a': review('a'),
    'POST /v1/resources/r1/experiences': [201, { id: 'nouvelle' }],
    'PATCH a': aside,
  };
  const fields = [
    ['geste', 'manque'],
    ['debut', '0'],
    ['fin', '9'],
    ['scinder', 'oui'],
  ] as const;
  const answer = await send(reviewAction, fields, replies);
  expect(answer).toMatchObject({ path: '/redaction/propositions/nouvelle', message });
});

it.each([
  ['absent', []],
  ['cut', [['avant', '{"version":']]],
] as const)('saves nothing from a form whose first state is %s', async (_name, avant) => {
  const fields = [['geste', 'enregistrer'], ['titre', 'Un titre'], ...avant] as const;
  const answer = await send(reviewAction, fields, { 'GET a': review('a'), 'PATCH a': corrected('a') });
  expect(answer).toMatchObject({ message: 'formulaire-illisible', patched: [] });
});

const REREADING = {
  version: 'lue',
  isGone: false,
  differences: [
    { field: 'title', before: 'La halle', after: 'La halle des Carmes' },
    { field: 'access', before: 'members', after: 'public' },
    { field: 'source', before: {}, after: {} },
  ],
};
const SHOWN = ['lecture', 'lue'] as const;

it.each([
  [
    'the chosen fields',
    [
      ['geste', 'prendre'],
      ['champ', 'title'],
      ['champ', 'access'],
    ],
    ['title'],
    'enregistree',
  ],
  ['all that a person may take', [['geste', 'prendre-tout']], ['title', 'source'], 'enregistree'],
  [
    'nothing',
    [
      ['geste', 'vu'],
      ['champ', 'title'],
    ],
    [],
    'vue',
  ],
] as const)('takes %s of what the source tells now', async (_what, given, fields, message) => {
  const { replies } = fiche([], { status: 'published', rereading: REREADING });
  const sent = await send(reviewAction, [SHOWN, ...given], { ...replies, 'POST a': corrected('a') });
  expect(sent).toMatchObject({ bodies: [{ fields, reading: 'lue' }], message });
});

it.each([
  ['no field is chosen', corrected('a'), 'rien', []],
  ['the source was read again', CHANGED, 'changee-entre-temps', [['champ', 'title']]],
] as const)('takes nothing of what the source tells now when %s', async (_when, reply, message, given) => {
  const { replies } = fiche([], { status: 'published', rereading: REREADING });
  const fields = [SHOWN, ['geste', 'prendre'], ...given] as const;
  const sent = await send(reviewAction, fields, { ...replies, 'POST a': reply });
  expect(sent).toMatchObject({ message, bodies: given.length === 0 ? [] : [{}], undoes: [] });
});
