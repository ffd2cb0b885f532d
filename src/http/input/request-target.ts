/**
 * Returns the path and query of a request target, without the origin of an absolute-form one (RFC 9112):
 * `/themes?x` for `http://essaimage.example/themes?x`. Always starts with a slash.
 */
export function pathOfTarget(target: string): string {
  const path = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}
