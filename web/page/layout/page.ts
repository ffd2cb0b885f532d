import type { VNode } from 'preact';
import type { Api } from '../../api/client.ts';
import type { Operator } from '../../contract.ts';

/** What a page is asked. */
export interface PageRequest {
  /** As the person sees it: origin, path and parameters. */
  readonly url: URL;
  /** The named parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly api: Api;
  readonly requestId: string;
  readonly operator: Operator;
}

/** What the head of the document says of the page. */
export interface Head {
  /** Without the name of the service, which is added. */
  readonly title: string;
  readonly description: string;
  /** Path of the page, without what does not change it. */
  readonly canonicalPath: string;
  /** Of schema.org; absent when there is nothing of it to say. */
  readonly structuredData?: Readonly<Record<string, unknown>>;
  /** Whether the page tells one story, rather than lead to several; false when it is left out. */
  readonly isArticle?: boolean;
  /** What follows the page as it grows. */
  readonly feed?: { readonly path: string; readonly title: string };
  /** Whether search engines may keep it. */
  readonly isIndexed: boolean;
}

/** A page, ready to be written. */
export interface PageAnswer {
  readonly status: number;
  readonly head: Head;
  readonly body: VNode;
  /** Whether it is shown inside other sites: without the header and the footer of this one. */
  readonly isFramed?: boolean;
  /** Path of the menu's entry to which the page belongs. */
  readonly section: string | null;
  /** What the browser needs to take over; null for a page that needs no script. */
  readonly hydration: { readonly entry: string; readonly data: unknown } | null;
}

/** Answers with a page, or with something else: a file, a redirection. */
export type Page = (request: PageRequest) => Promise<PageAnswer | Response>;
