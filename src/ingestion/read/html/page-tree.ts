import { Parser } from 'htmlparser2';
import type { ReadLimits } from '../common/read-limits.ts';

export interface PageElement {
  readonly name: string;
  readonly classes: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (PageElement | string)[];
}

export interface PageLink {
  /** As it is written. */
  readonly href: string;
  readonly text: string;
  readonly rel: string;
}

/** Visible content and metadata of a page. */
export interface PageTree {
  readonly root: PageElement;
  readonly links: readonly PageLink[];
  readonly title: string;
  readonly siteName: string | null;
  readonly canonical: string | null;
  readonly base: string | null;
  /** True when elements below the depth limit were reduced to their text. */
  readonly isTooDeep: boolean;
  /** True when the page has more elements than the limit: the rest is not read. */
  readonly isTooLarge: boolean;
  /** Elements dropped or stripped because they are frames, or have event handlers or script addresses. */
  readonly activeCount: number;
}

/** Elements whose content is not text of the page: code, form controls, embedded media. */
const UNSEEN = new Set(
  'script style noscript template iframe object embed svg math select option textarea button audio video canvas dialog'.split(
    ' ',
  ),
);
const RUNNABLE = /^(?:javascript|vbscript|data:text\/html)/i;
const HIDING_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/**
 * Parses the visible tree of an HTML page. Keeps few attributes: no handler, no style, no source. Never
 * throws on malformed markup.
 */
export function readPageTree(html: string, limits: ReadLimits): PageTree {
  const builder = new TreeBuilder(limits);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => builder.open(name, attributes),
      ontext: (text) => builder.addText(text),
      onclosetag: (name) => builder.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(html);
  return builder.tree();
}

class TreeBuilder {
  readonly #limits: ReadLimits;
  readonly #stack: PageElement[] = [{ name: '#page', classes: [], attributes: {}, children: [] }];
  readonly #links: { href: string; rel: string; parts: string[] }[] = [];
  readonly #meta: { siteName: string | null; canonical: string | null; base: string | null } = {
    siteName: null,
    canonical: null,
    base: null,
  };
  #title = '';
  /** Open elements being skipped: too deep, or inside an invisible one. */
  #skipped = 0;
  #isUnseen = false;
  #elementCount = 0;
  #activeCount = 0;
  #isTooDeep = false;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#noteMeta(name, attributes);
    if (isActive(name, attributes)) this.#activeCount += 1;
    if (this.#skipped > 0) {
      this.#skipped += 1;
      return;
    }
    this.#elementCount += 1;
    const isUnseen = UNSEEN.has(name) || isHidden(attributes);
    const isTooDeep = this.#stack.length > this.#limits.depth;
    this.#isTooDeep ||= isTooDeep;
    if (isUnseen || isTooDeep || this.#isFull) {
      this.#skipped = 1;
      this.#isUnseen = isUnseen;
      return;
    }
    const element = createElement(name, attributes);
    this.#stack.at(-1)?.children.push(element);
    this.#stack.push(element);
    if (name === 'a' && attributes.href !== undefined) {
      this.#links.push({ href: attributes.href, rel: attributes.rel ?? '', parts: [] });
    }
  }

  addText(text: string): void {
    if ((this.#skipped > 0 && this.#isUnseen) || this.#isFull) return;
    const parent = this.#stack.at(-1);
    if (this.#stack.some(({ name }) => name === 'head')) {
      if (parent?.name === 'title') this.#title += text;
      return;
    }
    parent?.children.push(text);
    if (this.#stack.some(({ name }) => name === 'a')) this.#links.at(-1)?.parts.push(text);
  }

  close(name: string): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    if (this.#stack.length > 1 && this.#stack.at(-1)?.name === name) this.#stack.pop();
  }

  tree(): PageTree {
    const [root] = this.#stack;
    return {
      root: root ?? createElement('#page', {}),
      links: this.#links.map(({ href, rel, parts }) => ({ href, rel, text: parts.join('').trim() })),
      title: this.#title.trim(),
      ...this.#meta,
      isTooDeep: this.#isTooDeep,
      isTooLarge: this.#isFull,
      activeCount: this.#activeCount,
    };
  }

  get #isFull(): boolean {
    return this.#elementCount > this.#limits.elements;
  }

  #noteMeta(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'meta' && attributes.property === 'og:site_name')
      this.#meta.siteName ??= attributes.content ?? null;
    if (name === 'link' && attributes.rel === 'canonical') this.#meta.canonical ??= attributes.href ?? null;
    if (name === 'base') this.#meta.base ??= attributes.href ?? null;
  }
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  return attributes.hidden !== undefined || HIDING_STYLE.test(attributes.style ?? '');
}

function isActive(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (name === 'iframe' || name === 'object' || name === 'embed') return true;
  return Object.entries(attributes).some(
    ([key, value]) => /^on[a-z]/.test(key) || RUNNABLE.test(value.slice(0, 200).replace(/[\p{Cc}\s]+/gu, '')),
  );
}

const KEPT_ATTRIBUTES = ['href', 'rel', 'role', 'about', 'datetime'];

function createElement(name: string, attributes: Readonly<Record<string, string>>): PageElement {
  return {
    name,
    classes: (attributes.class ?? '').split(/\s+/).filter((part) => part !== ''),
    attributes: Object.fromEntries(
      Object.entries(attributes).filter(([key]) => KEPT_ATTRIBUTES.includes(key)),
    ),
    children: [],
  };
}
