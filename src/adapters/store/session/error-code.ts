/** Returns the code of an error of the system or of a driver (`ENOENT`, `57014`…), or null for any other value. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
