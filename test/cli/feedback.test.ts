import { beforeAll, expect, test } from 'vitest';
import { feedback } from '../contract/feedback-samples.ts';
import { runEssaimage } from './essaimage-process.ts';
import { giveFeedback } from './give-feedback.ts';
import { MEMBERS_ID } from './small-corpus.ts';
import { useInstallation } from './use-installation.ts';

const SHOWN = 'garage-social-louviers';
const environment = (await useInstallation()).environment('data');
const report = (...args: readonly string[]) => runEssaimage(['feedback', 'report', ...args], environment);

beforeAll(async () => {
  await runEssaimage(['recommend', 'garage'], environment);
});

test('without any opinion, the report says so and the exit code is 3', async () => {
  const { code, stdout, stderr } = await report();
  expect([code, stdout.trim(), stderr]).toEqual([3, 'Aucun avis.', '']);
  expect(JSON.parse((await report('--json')).stdout)).toMatchObject({
    since: null,
    experiences: [],
    levers: [],
  });
});

test('the report gives counts, share, reasons and last comments of each experience and lever', async () => {
  const about = (experienceId: string) => ({ subject: { experienceId, leverId: null } });
  const lever = { subject: { experienceId: null, leverId: 'locaux' } } as const;
  const hostile = 'Appelez Zyx\r\u202eeffacé\n01 23 45 67 89';
  await giveFeedback(environment.DATA_DIR, [
    feedback(1, { ...about(SHOWN), createdAt: '2025-06-15T12:00:00.000Z' }),
    feedback(2, { ...about(SHOWN), reason: 'answers-need' }),
    feedback(3, { ...about(SHOWN), verdict: 'not-useful', reason: 'too-old', comment: hostile }),
    feedback(4, about('une-fiche-supprimee')),
    feedback(5, about(MEMBERS_ID)),
    feedback(6, { ...lever, verdict: 'not-useful' }),
  ]);
  const { code, stdout, stderr } = await report();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^6 avis\n/);
  expect(stdout).toMatch(
    /garage-social-louviers\n +2 +1 +67\s%\n +Répond à notre besoin \(1\) · Trop ancien \(1\)\n/,
  );
  expect(stdout).toMatch(/une-fiche-supprimee \(supprimée ou écartée\)\n +1 +0 +100\s%/);
  expect(stdout).toMatch(/Mise à disposition de locaux\n +locaux\n +0 +1 +0\s%/);
  expect(stdout).toContain(MEMBERS_ID);
  expect(stdout).toMatch(/15\/01\/2026, pas utile\s: «\sAppelez Zyx effacé 01 23 45 67 89\s»/);
  expect(stdout).toContain('peuvent nommer des personnes');
  expect(stdout).not.toMatch(/fb_|\r|\u202e/);
});

test('--since leaves out older opinions, and --json gives the figures', async () => {
  const { stdout } = await report('--since', '2026-01-01', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    total: { useful: 3, notUseful: 2, usefulShare: 0.6 },
    experiences: [
      { id: SHOWN, useful: 1, notUseful: 1, usefulShare: 0.5, name: expect.stringContaining('Louviers') },
      { id: MEMBERS_ID, useful: 1, notUseful: 0 },
      { id: 'une-fiche-supprimee', name: null },
    ],
    levers: [{ id: 'locaux', name: 'Mise à disposition de locaux', notUseful: 1 }],
  });
});
