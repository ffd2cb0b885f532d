import { beforeAll, expect, test } from 'vitest';
import { runEssaimage, startEssaimage } from './essaimage-process.ts';
import { EXPERIENCE_COUNT } from './small-corpus.ts';
import { useInstallation } from './use-installation.ts';

const QUESTION = ['recommend', '--territoire', '35236', '--json', 'épicerie solidaire'];

const { environment } = await useInstallation();
let undisturbed: string;

beforeAll(async () => {
  undisturbed = (await runEssaimage(QUESTION, environment('undisturbed'))).stdout;
  // The answer names the index that gave it.
  expect(undisturbed).toMatch(/"index": "[0-9a-f]+"/);
});

/** Reads in the progress of a command how many experiences it had to import. */
function remaining(stderr: string): number {
  return Number(/\/(\d+) expériences/.exec(stderr)?.[1]);
}

test('Ctrl+C during the import stops cleanly, and the next command resumes the import', async () => {
  const running = startEssaimage(QUESTION, environment('interrupted'));
  await running.untilSaid(/Indexation/);
  running.child.kill('SIGINT');
  const { code, stdout, stderr } = await running.ended;
  expect(code).toBe(130);
  expect(stdout).toBe('');
  expect(stderr).toContain('la prochaine commande continuera');

  const next = await runEssaimage(QUESTION, environment('interrupted'));
  expect(next.code).toBe(0);
  expect(remaining(next.stderr)).toBeLessThan(EXPERIENCE_COUNT);
  expect(next.stdout).toBe(undisturbed);
});

test('an index rebuilt with the same model gives the same answer', async () => {
  const rebuilt = await runEssaimage(['reindex'], environment('undisturbed'));
  expect(rebuilt.code).toBe(0);
  expect(remaining(rebuilt.stderr)).toBe(EXPERIENCE_COUNT);
  expect(rebuilt.stderr).toContain(`Index reconstruit\u00a0: ${EXPERIENCE_COUNT} expériences`);
  expect((await runEssaimage(QUESTION, environment('undisturbed'))).stdout).toBe(undisturbed);
});
