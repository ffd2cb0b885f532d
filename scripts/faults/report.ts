/** Effects of a fault on the promises, as a table for a person; the process fails when one is broken. */

const READY_LIMIT_MS = 5_000;
/** Beyond it, no busy machine is an excuse. */
const READY_BOUND_MS = 20_000;

export interface FaultReport {
  /** A measure without a promise. */
  note(what: string, value: string): void;
  /** A promise that a busy machine may break: reported, and no more. */
  target(what: string, value: string, isKept: boolean): void;
  /** Fails the script when it is not kept. */
  promise(what: string, value: string, isKept: boolean): void;
  /** A delay promised within 5 s, in milliseconds: reported, and failed beyond 20 s only. */
  delay(what: string, ms: number): void;
  /** Writes the table. */
  print(): void;
}

export function createFaultReport(title: string): FaultReport {
  const rows: (readonly [string, string, string])[] = [];
  const target = (what: string, value: string, isKept: boolean) => {
    rows.push([what, value, isKept ? 'tenu' : 'NON TENU']);
  };
  return {
    note: (what, value) => rows.push([what, value, '']),
    target,
    promise(what, value, isKept) {
      target(what, value, isKept);
      if (!isKept) process.exitCode = 1;
    },
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
