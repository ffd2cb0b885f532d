import type { RecordedExample } from '../../src/http/documentation/recorded-examples.ts';
import { clientOf, VERBS } from './http-client.ts';
import { type Application, OPEN_OPERATOR, startApplication } from './start-application.ts';

/** Largest difference from a recorded score: scores depend slightly on the processor. */
const TOLERANCE = 0.02;
const POLL_MS = 200;
const SHOWN_LINES = 2;

/** Texts that differ from one run or version to the next: ids, moments, versions of the index, cursors. */
const CHANGING = [
  /^(?:fb|qc|ess)_[\w-]+(?:\.[\w-]+)?$/,
  /^(?:rec_)?[0-9a-f]{16,20}$/,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  /^[a-z-]+-[0-9a-f]{8}$/,
  /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/,
  /^WyJ[\w-]+$/,
];
const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

function isSameText(value: string, recorded: string): boolean {
  const changes = CHANGING.some((form) => form.test(value) && form.test(recorded));
  return changes || value.replace(MOMENT, '') === recorded.replace(MOMENT, '');
}

/** Keeps what was recorded where an answer differs only by what changes at each run. */
function settle(value: unknown, recorded: unknown, renamed: Map<string, string>): unknown {
  if (typeof value === 'number' && typeof recorded === 'number') {
    return Math.abs(value - recorded) <= TOLERANCE ? recorded : value;
  }
  if (typeof value === 'string' && typeof recorded === 'string') {
    if (!isSameText(value, recorded)) return value;
    renamed.set(recorded, value);
    return recorded;
  }
  if (typeof value !== 'object' || value === null || typeof recorded !== 'object' || recorded === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => settle(item, Reflect.get(recorded, index), renamed));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const known: unknown = Reflect.get(recorded, key);
      // The last progress that an import wrote depends on its speed.
      return [key, key === 'progress' && known !== undefined ? known : settle(item, known, renamed)];
    }),
  );
}

/** Enough of a file of lines to show what it is. */
function firstLines(text: string): string {
  return text.startsWith('<') ? text : text.split('\n').slice(0, SHOWN_LINES).join('\n');
}

export interface Replay {
  readonly application: Application;
  /** Sends the request of an example, after those of the examples before it. */
  answer(example: RecordedExample): Promise<{ readonly status: number; readonly answer: unknown }>;
}

/** Starts the service and sends it the requests of the documentation, in their order. */
export async function startReplay(): Promise<Replay> {
  const application = await startApplication({ operator: OPEN_OPERATOR }, { BLIND_SPOTS: 'true' });
  const { app, essaimage } = application;
  /** Ids and moments of this run, by the recorded ones that stand in their place. */
  const renamed = new Map<string, string>();
  const tokens = new Map<string, string>();
  let areImportsRunning = false;

  async function tokenFor(scopes: NonNullable<RecordedExample['request']['scopes']>): Promise<string> {
    const label = `Exemple : ${scopes.join(', ')}`;
    const known = tokens.get(label);
    if (known !== undefined) return known;
    const { token } = await essaimage.keys.create({ label, scopes, expiresOn: undefined }, 'cli');
    tokens.set(label, token);
    return token;
  }

  function withIdsOfThisRun(text: string): string {
    return [...renamed].reduce((written, [recorded, given]) => written.replaceAll(recorded, given), text);
  }

  async function send({ request }: RecordedExample) {
    const { method, url, body, contentType = 'application/json', scopes } = request;
    const headers: Record<string, string> = {};
    if (scopes !== undefined) headers.authorization = `Bearer ${await tokenFor(scopes)}`;
    if (body !== undefined) headers['content-type'] = contentType;
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    return await clientOf(app)
      [VERBS[method]](withIdsOfThisRun(url))
      .set(headers)
      .send(body === undefined ? body : withIdsOfThisRun(payload));
  }

  async function sendUntilSettled(example: RecordedExample) {
    if (example.operationId !== 'getImport') return await send(example);
    if (!areImportsRunning) application.startImportJobs();
    areImportsRunning = true;
    for (;;) {
      const response = await send(example);
      if (!['queued', 'running'].includes(response.body.state)) return response;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  return {
    application,
    async answer(example) {
      const { statusCode, headers, text, body } = await sendUntilSettled(example);
      const isJson = /[/+]json\b/.test(String(headers['content-type']));
      const answer: unknown = isJson ? body : text === '' ? null : firstLines(text);
      return { status: statusCode, answer: settle(answer, example.answer, renamed) };
    },
  };
}
