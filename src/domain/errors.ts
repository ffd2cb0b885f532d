import type { TerritoryKind } from './territory/territory.ts';

/** Territory offered as an alternative in an error, with enough to tell homonyms apart. */
export interface TerritorySuggestion {
  readonly code: string;
  readonly kind: TerritoryKind;
  readonly name: string;
  readonly departmentName: string | null;
}

/** Closed set of the errors, with their details. */
export interface ErrorDetails {
  readonly 'territory-unknown': {
    readonly code: string;
    readonly nearest: readonly TerritorySuggestion[];
  };
  readonly 'territory-ambiguous': {
    readonly code: string;
    readonly candidates: readonly TerritorySuggestion[];
  };
  readonly 'experience-not-found': { readonly id: string };
  /** A merge kept another experience instead, which the reader may see. */
  readonly 'experience-merged': { readonly id: string; readonly into: string };
  readonly 'resource-not-found': { readonly id: string };
  readonly 'changed-meanwhile': { readonly id: string };
  readonly 'source-reserved': { readonly id: string };
  readonly 'merge-refused': { readonly id: string; readonly into: string };
  readonly 'selection-empty': { readonly start: number; readonly end: number };
  readonly 'lever-not-found': { readonly id: string };
  readonly 'theme-unknown': {
    readonly id: string;
    readonly index: number;
    readonly valid: readonly string[];
  };
  readonly 'lever-unknown': {
    readonly id: string;
    readonly index: number;
    readonly valid: readonly string[];
  };
  /** Paths of the fields at fault in the fiche: `['difficulties', 0]`. */
  readonly 'quote-not-in-fiche': { readonly paths: readonly (readonly (string | number)[])[] };
  readonly 'cursor-invalid': Readonly<Record<string, never>>;
  readonly 'index-not-ready': Readonly<Record<string, never>>;
  readonly 'deadline-exceeded': { readonly operation: string; readonly timeoutMs: number };
  readonly overloaded: { readonly waiting: number };
  readonly 'store-unavailable': { readonly reason: string };
  readonly 'embedder-unavailable': { readonly reason: string };
  readonly 'extractor-unavailable': { readonly reason: string };
  readonly 'model-invalid': { readonly directory: string; readonly reason: string };
  readonly 'model-mismatch': { readonly indexed: string; readonly configured: string };
  readonly 'data-folder-locked': {
    readonly directory: string;
    readonly pid: number | null;
    readonly host: string | null;
    readonly since: string | null;
  };
  readonly 'data-folder-unusable': { readonly directory: string; readonly reason: string };
  readonly 'migration-failed': { readonly reason: string };
  readonly 'import-unreadable': { readonly origin: string; readonly reason: string };
  readonly 'import-refused': { readonly origin: string; readonly reason: string };
  readonly 'recommendation-not-found': { readonly id: string };
  readonly 'feedback-not-found': Readonly<Record<string, never>>;
  readonly 'import-not-found': { readonly id: string };
  readonly 'import-ended': { readonly id: string; readonly state: string };
  readonly 'import-queue-full': { readonly waiting: number };
  readonly 'contributions-full': { readonly waiting: number };
  readonly 'key-invalid': Readonly<Record<string, never>>;
  readonly 'sign-in-failed': { readonly reason: string };
  readonly 'key-not-found': { readonly prefix: string };
  readonly 'key-last-admin': { readonly prefix: string };
  readonly 'corpus-invalid': { readonly file: string; readonly problems: readonly string[] };
}

export type ErrorCode = keyof ErrorDetails;

/**
 * Only error that use cases and adapters throw on purpose. `message` is a French sentence that says what happened and
 * what to do; `details` are the facts behind it.
 */
export class DomainError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly details: ErrorDetails[C];

  constructor(code: C, message: string, details: ErrorDetails[C], options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

/** Narrows an unknown error to a DomainError of one code. */
export function isDomainError<C extends ErrorCode>(error: unknown, code: C): error is DomainError<C> {
  return error instanceof DomainError && error.code === code;
}
