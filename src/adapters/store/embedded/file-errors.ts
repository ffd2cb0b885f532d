/** Returns the code of a file system error (`ENOENT`, `EEXIST`…), or null for any other value. */
export function fileErrorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
