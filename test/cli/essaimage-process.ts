import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const BINARY = fileURLToPath(new URL('../../bin/essaimage.js', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running command, in a process that inherits only PATH from the test runner. */
export interface EssaimageProcess {
  readonly child: ChildProcess;
  /** Returns its output so far. */
  readonly written: () => { readonly stdout: string; readonly stderr: string };
  /** Waits for the first match in the error output; rejects when the process ends without one. */
  readonly untilSaid: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<Outcome>;
}

export function startEssaimage(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  input: 'none' | 'open' = 'none',
): EssaimageProcess {
  const child = spawn(process.execPath, [BINARY, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: 'pipe',
  });
  if (input === 'none') child.stdin.end();
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return {
    child,
    written: () => ({ stdout, stderr }),
    ended,
    async untilSaid(pattern) {
      for (;;) {
        const match = pattern.exec(stderr);
        if (match !== null) return match;
        const isOver = await Promise.race([
          once(child.stderr, 'data').then(() => false),
          ended.then(() => true),
        ]);
        if (isOver && !pattern.test(stderr))
          throw new Error(`the process ended after having said: ${stderr}`);
      }
    },
  };
}

export function runEssaimage(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> {
  return startEssaimage(args, environment).ended;
}
