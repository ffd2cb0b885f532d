/**
 * Path and parameters of a request target, which may be a whole address (absolute-form, RFC 9112):
 * `http://essaimage.example/themes?x` is `/themes?x`. Always starts with a slash.
 */
export function pathOfTarget(target: string): string {
  const path = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}
