/** How a command ended, for scripts; documented in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** The service could not do it: configuration, data folder, model, defect… */
  error: 1,
  /** The command was not written as expected, or names something that does not exist. */
  usage: 2,
  /** It went well, and nothing answers the question. */
  nothingFound: 3,
  /** Stopped by Ctrl+C or SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
