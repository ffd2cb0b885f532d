/** Parameters that say where a reader comes from, and nothing of the page. */
const TRACKING = /^(?:(?:utm|mtm|pk|mc)_.*|at_(?:medium|campaign)|xtor|fbclid|gclid|dclid|msclkid|_ga|_gl)$/i;

/**
 * An address as it is compared with others, not to be shown nor read: one host case, http taken for https,
 * no fragment, no parameter that tracks readers, the others in a fixed order. Null for what is no address.
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
