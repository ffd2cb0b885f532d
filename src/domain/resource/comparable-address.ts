/** Parameters that track readers and do not identify the page. */
const TRACKING = /^(?:(?:utm|mtm|pk|mc)_.*|at_(?:medium|campaign)|xtor|fbclid|gclid|dclid|msclkid|_ga|_gl)$/i;

/**
 * Normalises an address for comparison only: one host case, https, no fragment, no tracking parameter, the others
 * sorted. Null for an invalid address.
 */
export function comparableAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  url.protocol = 'https:';
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  return url.href;
}
