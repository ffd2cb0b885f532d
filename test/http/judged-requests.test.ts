import { describe, expect, it } from 'vitest';
import { clientOf } from './http-client.ts';
import { importMembersFiche, MEMBERS_FICHE } from './members-fiche.ts';
import { authorizeEditor } from './start-application.ts';
import { useApplication } from './use-application.ts';

const CARPOOL = 'libelul-autopartage-vallee-de-la-drome';
const PRIORITIES = 'Une flotte de barques partagées pour les pêcheurs du lac';
const VOUCHED = 'La rédaction l’a jugée utile pour une demande semblable';

const application = await useApplication();
const authorization = await authorizeEditor(application);

function edit(method: 'get' | 'post' | 'patch' | 'delete', url: string, payload?: object) {
  const asked = clientOf(application.app)[method](`/v1${url}`).set({ authorization });
  return payload === undefined ? asked : asked.send(payload);
}

interface Shown {
  readonly experience: { readonly id: string };
}

function answer(priorities: string, headers = {}) {
  return clientOf(application.app)
    .post('/v1/recommendations')
    .set(headers)
    .send({ priorities, territory: { code: '74010' } });
}

/** Returns the id and the reasons of the first experience of an answer, and the version of its index. */
async function ask(priorities: string) {
  const { body } = await answer(priorities);
  const [first] = body.experiences;
  return {
    id: first?.experience.id,
    reasons: (first?.reasons ?? []).map(({ text }: { text: string }) => text),
    index: body.ranking.index,
  };
}

describe('judging a request', () => {
  it('changes the next answer, to the request and to those like it; taking it back restores the first', async () => {
    const before = await ask(PRIORITIES);
    expect(before.id).not.toBe(CARPOOL);

    const judged = await edit('post', '/judged-requests', {
      territory: '74010',
      priorities: PRIORITIES,
      experiences: { [CARPOOL]: 3, [before.id]: 0 },
      levers: ['scic-capital'],
    });
    expect(judged.status).toBe(201);
    expect(judged.body).toMatchObject({
      territory: { kind: 'commune', code: '74010', name: 'Annecy' },
      experiences: [
        { id: CARPOOL, grade: 3 },
        { id: before.id, grade: 0 },
      ],
      levers: ['scic-capital'],
    });
    const after = await ask(PRIORITIES);
    expect(after).toMatchObject({ id: CARPOOL, reasons: expect.arrayContaining([VOUCHED]) });
    expect(after.index).not.toBe(before.index);
    expect(await ask('Des barques partagées pour les pêcheurs')).toMatchObject({ id: CARPOOL });

    const address = judged.headers.location?.replace('/v1', '') ?? '';
    const changed = await edit('patch', address, { experiences: { [CARPOOL]: 0 } });
    expect(changed.body).toMatchObject({
      levers: ['scic-capital'],
      experiences: [{ grade: 0 }, { grade: 0 }],
    });
    expect((await ask(PRIORITIES)).id).not.toBe(CARPOOL);

    expect((await edit('delete', address)).status).toBe(204);
    expect(await ask(PRIORITIES)).toEqual(after);
    expect((await edit('delete', address)).status).toBe(204);
    expect(await ask(PRIORITIES)).toEqual(before);
    expect((await edit('get', address)).body.code).toBe('judged-request-not-found');
  });

  it('of a text judged already keeps the grades that another editor gave', async () => {
    const first = await edit('post', '/judged-requests', {
      priorities: PRIORITIES,
      experiences: { [CARPOOL]: 3 },
      levers: ['scic-capital'],
    });
    const again = { priorities: PRIORITIES, experiences: { 'epicerie-solidaire-reignier': 1 } };
    const { body } = await edit('post', '/judged-requests', again);
    expect(body).toMatchObject({
      id: first.body.id,
      levers: ['scic-capital'],
      experiences: [{ grade: 3 }, { grade: 1 }],
    });
    for (const status of [204, 204, 404])
      expect((await edit('delete', `/judged-requests/${body.id}`)).status).toBe(status);
  });

  it('completes a request of the program, which becomes itself again', async () => {
    const [first] = (await edit('get', '/judged-requests?q=jardins+terrasses')).body.requests;
    expect(first).toMatchObject({ judgedAt: null });
    const address = `/judged-requests/${first.id}`;
    await edit('patch', address, { experiences: { [CARPOOL]: 1 } });
    const { total, requests, next } = (await edit('get', '/judged-requests?limit=1')).body;
    expect(requests[0]).toMatchObject({ id: first.id, judgedAt: expect.any(String) });
    expect(requests[0].experiences).toHaveLength(first.experiences.length + 1);
    const page = (await edit('get', `/judged-requests?limit=1&cursor=${next}`)).body;
    expect(page).toMatchObject({ total, requests: [{ judgedAt: null }] });

    await edit('delete', address);
    expect((await edit('get', address)).body).toEqual(first);
    expect((await edit('delete', address)).body.code).toBe('judged-request-not-found');
  });

  it('makes a new fiche known by the requests that it is the likeliest to answer, to its readers alone', async () => {
    await importMembersFiche(application);
    await application.essaimage.fiches.correct(
      MEMBERS_FICHE.id,
      { status: 'published' },
      { actor: 'test', audience: 'members', mayEdit: true },
    );
    const address = `/experiences/${MEMBERS_FICHE.id}/judged-requests`;
    const nearest = (await edit('get', address)).body.requests;
    expect(nearest).toHaveLength(10);
    for (const { priorities } of nearest)
      expect(priorities).toMatch(/ferm|terre|agric|mara[iî]ch|cantin|cultiv/i);
    const [{ id, priorities }] = nearest;
    await edit('patch', `/judged-requests/${id}`, { experiences: { [MEMBERS_FICHE.id]: 3 } });
    const members = (await answer(priorities, { authorization })).body.experiences;
    const shown = members.find(({ experience }: Shown) => experience.id === MEMBERS_FICHE.id);
    expect(shown.reasons.map(({ text }: { text: string }) => text)).toContain(VOUCHED);
    expect((await answer(priorities)).text).not.toContain(MEMBERS_FICHE.id);
    await edit('delete', `/judged-requests/${id}`);
    expect((await edit('get', address)).body.requests).toEqual(nearest);
  });

  it('goes to another newsroom, without the experiences and levers unknown there, and once', async () => {
    const { judgments } = application.essaimage;
    const editor = { actor: 'cli', audience: 'members', mayEdit: true } as const;
    const shared = { id: 'ailleurs', territory: { kind: null, code: null }, priorities: PRIORITIES };
    const given = { ...shared, experiences: { [CARPOOL]: 3, inconnue: 2 }, levers: ['inconnu', 'locaux'] };
    expect(await judgments.adopt([given], editor)).toBe(1);
    expect(await judgments.exported()).toEqual([
      { ...shared, experiences: { [CARPOOL]: 3 }, levers: ['locaux'] },
    ]);
    expect(await judgments.adopt([given], editor)).toBe(0);
    await judgments.takeBack('ailleurs', editor);
    expect(await judgments.exported()).toEqual([]);
  });

  it.each([
    [
      'an unknown experience',
      { priorities: PRIORITIES, experiences: { inconnue: 2 } },
      'experience-not-found',
    ],
    ['a grade out of range', { priorities: PRIORITIES, experiences: { [CARPOOL]: 4 } }, 'request-invalid'],
    ['an unknown lever', { priorities: PRIORITIES, levers: ['inconnu'] }, 'lever-unknown'],
    ['an unknown territory', { priorities: PRIORITIES, territory: '99999' }, 'territory-unknown'],
  ])('refuses %s, and keeps nothing', async (_what, body, code) => {
    const { index } = await ask(PRIORITIES);
    expect((await edit('post', '/judged-requests', body)).body.code).toBe(code);
    expect((await ask(PRIORITIES)).index).toBe(index);
  });
});
