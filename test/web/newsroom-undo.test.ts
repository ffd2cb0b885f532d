import { expect, it } from 'vitest';
import { undoingPatch } from '../../web/page/newsroom/undo.ts';

type Action = Parameters<typeof undoingPatch>[0]['history'][number]['action'];

const entry = (action: Action, before: unknown) => ({
  at: '2026-01-01T00:00:00.000Z',
  actor: 'ess_a',
  actorLabel: null,
  action,
  before,
  after: {},
});

it.each([
  ['a correction', entry('correct', { year: 2020 }), { year: 2020 }],
  [
    'a merge',
    entry('merge', { status: 'proposed', statusReason: null, mergedInto: null }),
    { status: 'proposed', statusReason: null },
  ],
  ['hiding a fiche, before statuses', entry('correct', { hidden: false }), { status: 'published' }],
  ['showing a hidden fiche, before statuses', entry('correct', { hidden: true }), { status: 'set-aside' }],
  [
    'levers and territories',
    entry('correct', {
      levers: [{ lever: 'locaux', what: 'Un local.' }],
      territories: [{ name: 'Angers', kind: 'commune', code: '49007', populationCount: 1 }],
    }),
    { levers: [{ id: 'locaux', what: 'Un local.' }], territories: [{ code: '49007', kind: 'commune' }] },
  ],
])('undoes %s', (_name, last, patch) => {
  expect(undoingPatch({ history: [entry('add', null), last] })).toEqual(patch);
});

it.each([
  ['nothing', []],
  ['an addition', [entry('correct', { year: 1 }), entry('add', null)]],
])('does not undo %s', (_name, history) => {
  expect(undoingPatch({ history })).toBeNull();
});
