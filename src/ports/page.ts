/** Last item of a page. Pages never repeat nor skip an item, even when others are added meanwhile. */
export interface PagePosition {
  /** Sort key: relevance of a search, year (0 when unknown), or an instant in milliseconds since 1970. */
  readonly key: number;
  readonly id: string;
}

export interface PageRange {
  /** Last item of the page before; null for the first. */
  readonly after: PagePosition | null;
  /** 1..101: one more than a page tells whether another follows. */
  readonly limit: number;
}
