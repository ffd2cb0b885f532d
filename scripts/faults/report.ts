/** Table of the promises kept and broken during a fault; a broken promise makes the process fail. */

const READY_LIMIT_MS = 5_000;
/** Limit beyond which a busy machine is no excuse. */
const READY_BOUND_MS = 20_000;

export interface FaultReport {
  /** Adds a measure without a promise. */
  note(what: string, value: string): void;
  promise(what: string, value: string, isKept: boolean): void;
  /** Adds a delay promised within 5 s; it makes the script fail beyond 20 s only. */
  delay(what: string, ms: number): void;
  print(): void;
}

export function createFaultReport(title: string): FaultReport {
  const rows: (readonly [string, string, string])[] = [];
  const target = (what: string, value: string, isKept: boolean) => {
    rows.push([what, value, isKept ? 'tenu' : 'NON TENU']);
  };
  const promise = (what: string, value: string, isKept: boolean) => {
    target(what, value, isKept);
    if (!isKept) process.exitCode = 1;
  };
  return {
    note: (what, value) => rows.push([what, value, '']),
    promise,
    delay(what, ms) {
      target(`${what} ≤ 5 s`, `${ms.toFixed(0)} ms`, ms <= READY_LIMIT_MS);
      if (!(ms <= READY_BOUND_MS)) process.exitCode = 1;
    },
    print() {
      console.log(`## ${title}\n\n| promesse ou mesure | valeur | |\n|---|---|---|`);
      for (const row of rows) console.log(`| ${row.join(' | ')} |`);
      console.log('');
    },
  };
}
