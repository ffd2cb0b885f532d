import type { VNode } from 'preact';
import type { Api } from '../../api/client.ts';
import type { EditingApi } from '../../api/editing.ts';
import type { Assets, EditorSession, Operator } from '../../contract.ts';

export interface PageRequest {
  /** Address as the browser shows it: origin, path and parameters. */
  readonly url: URL;
  /** Named parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly api: Api;
  /** Operations that need the rights of an editor. */
  readonly editing: EditingApi;
  /** OpenAPI document of the service. */
  readonly describeApi: () => object;
  readonly requestId: string;
  readonly operator: Operator;
  readonly component: Assets['component'];
  /** Null on the pages that are for everyone. */
  readonly session: EditorSession | null;
  /** Whether editors may sign in with an account of an identity provider. */
  readonly hasAccounts: boolean;
}

/** Head of the document. */
export interface Head {
  /** Without the name of the service, which is added. */
  readonly title: string;
  readonly description: string;
  /** Path of the page, without the parameters that do not change it. */
  readonly canonicalPath: string;
  /** schema.org description of the page. */
  readonly structuredData?: Readonly<Record<string, unknown>>;
  /** Whether the page is one article rather than a list of links; false when left out. */
  readonly isArticle?: boolean;
  /** Image shown with a link to the page, by its name in `web/public/partage`; the common one when left out. */
  readonly shareImage?: { readonly name: string; readonly alt: string };
  /** Atom feed of the page's new experiences. */
  readonly feed?: { readonly path: string; readonly title: string };
  /** Whether other sites may show it in place of its link, which `/oembed` answers for; false when left out. */
  readonly isEmbeddable?: boolean;
  /** Whether search engines may index it. */
  readonly isIndexed: boolean;
}

/** A page, ready to be written. */
export interface PageAnswer {
  /** 200 when left out. */
  readonly status?: number;
  readonly head: Head;
  readonly body: VNode;
  /** Whether it is shown inside other sites: without the header and the footer of this one. */
  readonly isFramed?: boolean;
  /** Whether the browser asks for it again after the delay that the service gives; false when left out. */
  readonly isReloaded?: boolean;
  /** Path of the menu's entry to which the page belongs; none when left out. */
  readonly section?: string;
  /** Name of the styles that the page has besides those of all; none when left out. */
  readonly ownStyles?: string;
  /** Script and data with which the browser takes over; left out for a page that needs no script. */
  readonly hydration?: { readonly entry: string; readonly data: unknown };
}

/** Answers with a page, or with another response: a file, a redirection. */
export type Page = (request: PageRequest) => Promise<PageAnswer | Response>;

/** Receives the form of a page: redirects (303) once it is done, or answers with the page and its errors. */
export type FormAction = (request: PageRequest, form: FormData) => Promise<PageAnswer | Response>;
