import { type PageElement, textOf } from './page-tree.ts';

export interface Pager {
  /** Address of the next page; null on the last one, or when the address of this page is unknown. */
  readonly next: string | null;
  /** Number of pages that the pager shows; 1 without a pager. */
  readonly pageCount: number;
}

const NEXT = /^(?:(?:page )?suivante?|aller à la page suivante|next(?: page)?|››?|»)(?:\s*[›»]+)?$/iu;

/**
 * Reads the pager of a listing: links to the same page with another `?page=N`, numbered from 0.
 * @param address address of this page; null when unknown
 */
export function readPager(links: readonly PageElement[], address: string | null): Pager {
  const current = pageNumber(address);
  let pageCount = current + 1;
  let next: string | null = null;
  for (const link of links) {
    const { href = '', rel = '' } = link.attribs;
    if (!/[?&]page=\d/.test(href)) continue;
    const target = resolveAddress(href, address ?? 'https://page.invalid/');
    if (target === null || (address !== null && !isSameListing(target, address))) continue;
    pageCount = Math.max(pageCount, pageNumber(target) + 1);
    const isNext =
      rel.split(/\s+/).includes('next') || NEXT.test(textOf(link)) || pageNumber(target) === current + 1;
    if (address !== null && isNext && pageNumber(target) > current) next ??= target;
  }
  return { next, pageCount };
}

/** Returns the address of a listing without its page number: its identity from one import to the next. */
export function listingAddress(address: string): string {
  const url = new URL(address);
  url.searchParams.delete('page');
  url.hash = '';
  return url.href;
}

function pageNumber(address: string | null): number {
  if (address === null) return 0;
  // Drupal separates the numbers of several pagers with commas: the first is the listing's.
  const [first = '0'] = (new URL(address).searchParams.get('page') ?? '0').split(',');
  return /^\d{1,6}$/.test(first) ? Number(first) : 0;
}

function isSameListing(target: string, address: string): boolean {
  const [a, b] = [new URL(target), new URL(address)];
  return a.origin === b.origin && a.pathname === b.pathname;
}

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
