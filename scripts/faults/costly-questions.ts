/**
 * Fault: one client sends, within its rate limit, questions that cost as much as they can, then a correction of 20,000
 * dense characters; others ask usual questions meanwhile. Takes a minute and a half.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../test/operations/free-port.ts';
import { askFrom, askUntil, medianMs, type Reply, tallyReplies } from './clients.ts';
import { createFaultReport, type FaultReport } from './report.ts';
import { createImportKey, installSmallCorpus, startService } from './service-process.ts';
import { nextQuestion } from './traffic.ts';

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

function postQuestion(address: string, from: string, priorities: string): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ territory: { code: '35236' }, priorities });
  return askFrom(from, `${address}/v1/recommendations`, { method: 'POST', headers, body });
}

async function measureCost(report: FaultReport, address: string): Promise<void> {
  const usual: Reply[] = [];
  const costly: Reply[] = [];
  for (let n = 0; n < 10; n += 1) {
    usual.push(await askFrom(OTHERS[0], `${address}${nextQuestion()}`));
    costly.push(await postQuestion(address, OTHERS[0], costlyQuestion()));
  }
  const [short, long] = [medianMs(usual), medianMs(costly)];
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
    `${tallyReplies(replies)}, p50 ${medianMs(replies).toFixed(0)} ms`,
  );
  report.promise(
    `${what} : les autres sont servis`,
    String(replies.length),
    replies.every(({ status }) => status === 200),
  );
  const longest = Math.max(0, ...replies.map(({ durationMs }) => durationMs));
  report.target(
    `${what} : la plus longue attente des autres ≤ 2 s`,
    `${longest.toFixed(0)} ms`,
    longest <= 2_000,
  );
}

const report = createFaultReport('Questions et corrections coûteuses d’une même adresse');
const installation = await installSmallCorpus();
const token = await createImportKey(installation.environment);
const [port = 0] = await freePorts(1);
const service = await startService(port, { ...installation.environment, RATE_LIMIT_PER_MINUTE: '300' });
const { address } = service;
try {
  await measureCost(report, address);
  await withOthers(report, { address, what: 'Attaque' }, async () => {
    const sent: Promise<Reply>[] = [];
    for (const endAt = performance.now() + ATTACK_MS; performance.now() < endAt; ) {
      sent.push(postQuestion(address, COSTLY, costlyQuestion()));
      await sleep(EVERY_MS);
    }
    report.note('Attaque : questions coûteuses', tallyReplies(await Promise.all(sent)));
  });
  await withOthers(report, { address, what: 'Correction' }, async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = JSON.stringify({ summary: 'x1y2 z3. '.repeat(2_200) });
    const reply = await askFrom(COSTLY, `${address}${FICHE}`, { method: 'PATCH', headers, body });
    report.note('Correction de 20 000 caractères denses', tallyReplies([reply]));
    const isInTime = reply.durationMs <= CORRECTION_MS;
    report.promise(
      'Correction : faite ou refusée en 15 s',
      `${(reply.durationMs / 1_000).toFixed(1)} s`,
      isInTime,
    );
  });
} finally {
  await service.stop();
  await installation.remove();
}
report.print();
