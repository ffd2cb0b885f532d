/** Resolves a link to a full http or https address; null for anything else. */
export function resolveAddress(href: string | undefined, base: string | null): string | null {
  if (href === undefined || href.length > 2000) return null;
  const url = URL.canParse(href)
    ? new URL(href)
    : base !== null && URL.canParse(href, base)
      ? new URL(href, base)
      : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  return url.username === '' && url.password === '' ? url.href : null;
}
