export interface ErrorSummary {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
  readonly frames: readonly string[];
  readonly cause: ErrorSummary | null;
}

const MAX_MESSAGE = 200;
const MAX_FRAMES = 8;
const MAX_DEPTH = 4;

/** Keeps 4 causes and first lines only: the parameters of a query are on the next ones. */
export function summariseError(error: unknown, depth = 1): ErrorSummary | null {
  if (!(error instanceof Error)) return null;
  const [firstLine = ''] = error.message.split('\n', 1);
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    name: error.name,
    code: 'code' in error ? String(error.code) : null,
    message: firstLine.slice(0, MAX_MESSAGE),
    frames: frames.slice(0, MAX_FRAMES).map((line) => line.trim()),
    cause: depth < MAX_DEPTH ? summariseError(error.cause, depth + 1) : null,
  };
}
