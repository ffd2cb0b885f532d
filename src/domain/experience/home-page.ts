/** Tells whether an address leads to the home page of a site rather than to a document; false for null. */
export function isHomePage(address: string | null): boolean {
  if (address === null || !URL.canParse(address)) return false;
  const { pathname, search, hash } = new URL(address);
  return pathname === '/' && search === '' && hash === '';
}
