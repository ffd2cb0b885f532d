/** Exit codes, documented in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** Failure of the service: configuration, data folder, model, defect… */
  error: 1,
  /** Invalid command line, or unknown id. */
  usage: 2,
  /** Success without any result. */
  nothingFound: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
