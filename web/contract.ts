import type { Problem } from './api/answers.ts';
import type { FetchApi } from './api/client.ts';

/*
 * Contract between the service and the program that writes its pages. Types alone, which both import: a
 * difference between the two does not compile.
 */

/** Program that other sites load, as it was built. */
export interface EmbeddedProgram {
  /** Path whose content never changes: it holds the hash of the file. */
  readonly path: string;
  /** Value of the attribute `integrity` (SRI). */
  readonly integrity: string;
  readonly version: string;
}

/** Addresses of the built files. */
export interface Assets {
  /** The component, for sites that fix its version. */
  readonly component: EmbeddedProgram;
  readonly styles: readonly string[];
  /** Styles of some pages alone, by name. */
  readonly ownStyles: Readonly<Record<string, string>>;
  /** Fonts that the first screen needs. */
  readonly fonts: readonly string[];
  /** Images of shared links: the pages take theirs by its name. */
  readonly shareImages: readonly string[];
  /** Script of each entry. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** Where a reader asks the network about a case: a mailbox, or a form that takes parameters. */
export interface PeerContact {
  readonly kind: 'mail' | 'form';
  readonly address: string;
}

/** Operator of the service; null where the configuration gives nothing. */
export interface Operator {
  readonly name: string | null;
  readonly address: string | null;
  /** E-mail address or contact page. */
  readonly contact: string | null;
  /** Its logo, and the styles that hold its colour; left out, those of the service. */
  readonly look?: Record<'logo' | 'style', { path: string; type: string; content: Uint8Array } | null>;
  readonly publicationDirector: string | null;
  readonly hostingProvider: string | null;
  readonly peerContact: PeerContact | null;
  /** URL of the licence of the open data. */
  readonly dataLicence: string | null;
  /** Whether anyone may propose an experience. */
  readonly takesContributions: boolean;
  /** Days during which a question that a visitor entrusts to the newsroom is kept; null takes none. */
  readonly entrustedQuestionDays: number | null;
  /** Whether questions that find nothing close are counted. */
  readonly countsBlindSpots: boolean;
}

/** Editor who is signed in. */
export interface EditorSession {
  /** Label of the key, or name of the account. */
  readonly label: string;
  readonly scopes: readonly string[];
  /** Value of the field `jeton` of each form. */
  readonly formToken: string;
}

/** Everything a page needs from the server that writes it. */
export interface Surroundings {
  readonly assets: Assets;
  readonly fetchApi: FetchApi;
  /** OpenAPI document of the service. */
  readonly describeApi: () => object;
  readonly requestId: string;
  readonly operator: Operator;
  /** Named parts of the path, as the pattern names them. */
  readonly params: Readonly<Record<string, string>>;
  /** Null on the pages that are for everyone. */
  readonly session: EditorSession | null;
  /** Whether editors may sign in with an account of an identity provider. */
  readonly hasAccounts: boolean;
  /** Form that the page receives, already checked; null when it is read. */
  readonly form: FormData | null;
}

/** Document that explains a refusal. */
export interface FailurePage {
  readonly html: string;
  /** Whether the browser asks for it again after the delay of `retry-after`. */
  readonly isReloaded: boolean;
}

/** The program that writes the pages: what the built module exports as `pages`. */
export interface Pages {
  /** Patterns of the paths that have a page: `/experiences/:id`. */
  readonly paths: readonly string[];
  /** Paths of the pages for search engines, besides those of a theme, a lever or an experience. */
  readonly indexedPaths: readonly string[];
  /** Patterns of the pages that receive a form; those of editors start with `/redaction`. */
  readonly formPaths: readonly string[];
  /** Patterns of the pages that other sites may show in a frame. */
  readonly framablePaths: readonly string[];
  /** Writes the page of a pattern; the « introuvable » page for any other pattern. */
  handle(request: Request, pattern: string, around: Surroundings): Promise<Response>;
  /**
   * Writes the document that explains a refusal that came before any page, or while one was written. It asks
   * the API nothing.
   * @param around.path path of the request with its parameters, to try again
   */
  failurePage(
    problem: Problem,
    around: Pick<Surroundings, 'assets' | 'operator' | 'requestId'> & { readonly path: string },
  ): FailurePage;
}
