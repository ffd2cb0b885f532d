/** Tells the person who waits, on the standard error. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

const SECOND = 1_000;

/** Says how far something is, at most every five seconds. */
export function createProgress(what: string) {
  let last = performance.now();
  return ({ done, total }: { readonly done: number; readonly total: number }) => {
    if (performance.now() - last < 5 * SECOND) return;
    last = performance.now();
    say(`  ${what} ${done}/${total}`);
  };
}

/** What some work takes, in seconds, with what it gives. */
export async function inSeconds<T>(
  work: () => Promise<T>,
): Promise<{ readonly seconds: number; readonly result: T }> {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / SECOND, result };
}
