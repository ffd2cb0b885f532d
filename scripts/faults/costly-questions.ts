/**
 * Fault: one client sends, within its rate limit, questions that cost as much as they can, then a correction of 20,000
 * dense characters; others ask usual questions meanwhile. Takes a minute and a half.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, askUntil, exchange, tallyAnswers, timeOf } from './clients.ts';
import type { FaultReport } from './report.ts';
import { nextQuestion } from './traffic.ts';
import { tryAlone } from './trial.ts';

const COSTLY = '127.0.0.2';
const OTHERS = ['127.0.0.3', '127.0.0.4'] as const;
const ATTACK_MS = 30_000;
/** The default limit, 300 a minute. */
const EVERY_MS = 200;
const FICHE = '/v1/experiences/epicerie-solidaire-reignier';
/** Deadline of an answer, and the end of what runs. */
const CORRECTION_MS = 15_000;

let made = 0;
/** Returns 2,000 characters that no cache knows: many tokens, cut into many segments. */
function costlyQuestion(): string {
  made += 1;
  return Array.from({ length: 22 }, (_, n) => `un vélo ${'x1y2'.repeat(18)}${made} ${n}`)
    .join(', ')
    .slice(0, 2_000);
}

function postQuestion(address: string, from: string, priorities: string): Promise<Answer> {
  const content = { territory: { code: '35236' }, priorities };
  return exchange(`${address}/v1/recommendations`, { from, method: 'POST', content });
}

async function measureCost(report: FaultReport, address: string): Promise<void> {
  const usual: Answer[] = [];
  const costly: Answer[] = [];
  for (let n = 0; n < 10; n += 1) {
    usual.push(await exchange(`${address}${nextQuestion()}`, { from: OTHERS[0] }));
    costly.push(await postQuestion(address, OTHERS[0], costlyQuestion()));
  }
  const [short, long] = [timeOf(usual, 0.5), timeOf(costly, 0.5)];
  report.note('Question courante, seule : p50', `${short.toFixed(0)} ms`);
  report.note(
    'Question de 2 000 caractères denses, seule : p50',
    `${long.toFixed(0)} ms, ${(long / short).toFixed(0)} fois`,
  );
}

/** Asks usual questions from other addresses while `work` runs, and reports them. */
async function withOthers(
  report: FaultReport,
  { address, what }: { readonly address: string; readonly what: string },
  work: () => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  const asking = OTHERS.map((from) => askUntil(ending.signal, from, () => `${address}${nextQuestion()}`));
  await work().finally(() => ending.abort());
  const replies = (await Promise.all(asking)).flat();
  report.note(
    `${what} : questions des autres`,
    `${tallyAnswers(replies)}, p50 ${timeOf(replies, 0.5).toFixed(0)} ms`,
  );
  report.promise(
    `${what} : les autres sont servis`,
    String(replies.length),
    replies.every(({ status }) => status === 200),
  );
  const longest = timeOf(replies, 1);
  report.target(
    `${what} : la plus longue attente des autres ≤ 2 s`,
    `${longest.toFixed(0)} ms`,
    longest <= 2_000,
  );
}

const title = 'Questions et corrections coûteuses d’une même adresse';
const environment = { RATE_LIMIT_PER_MINUTE: '300' };
await tryAlone({ title, environment }, async ({ report, service: { address }, token }) => {
  await measureCost(report, address);
  await withOthers(report, { address, what: 'Attaque' }, async () => {
    const sent: Promise<Answer>[] = [];
    for (const endAt = performance.now() + ATTACK_MS; performance.now() < endAt; ) {
      sent.push(postQuestion(address, COSTLY, costlyQuestion()));
      await sleep(EVERY_MS);
    }
    report.note('Attaque : questions coûteuses', tallyAnswers(await Promise.all(sent)));
  });
  await withOthers(report, { address, what: 'Correction' }, async () => {
    // A fiche may not quote what it no longer says.
    const content = { summary: 'x1y2 z3. '.repeat(2_200), figures: [], difficulties: [] };
    const reply = await exchange(`${address}${FICHE}`, { from: COSTLY, method: 'PATCH', token, content });
    report.note('Correction de 20 000 caractères denses', tallyAnswers([reply]));
    const isInTime = reply.durationMs <= CORRECTION_MS;
    report.promise(
      'Correction : faite ou refusée en 15 s',
      `${(reply.durationMs / 1_000).toFixed(1)} s`,
      isInTime,
    );
  });
});
