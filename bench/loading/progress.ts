/** Writes a line to the standard error. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

const SECOND = 1_000;

/** Makes a progress callback that writes at most every five seconds. */
export function createProgress(what: string) {
  let last = performance.now();
  return ({ done, total }: { readonly done: number; readonly total: number }) => {
    if (performance.now() - last < 5 * SECOND) return;
    last = performance.now();
    say(`  ${what} ${done}/${total}`);
  };
}

/** Times some work, in seconds, and returns its result too. */
export async function inSeconds<T>(
  work: () => Promise<T>,
): Promise<{ readonly seconds: number; readonly result: T }> {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / SECOND, result };
}
