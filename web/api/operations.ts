import type { paths } from './schema.ts';

/*
 * Types of the operations of the service, read from those that are generated from its OpenAPI document.
 */

export type Method = 'get' | 'post' | 'patch' | 'delete';

interface Described {
  readonly parameters: { readonly query?: unknown; readonly path?: unknown; readonly header?: unknown };
  readonly responses: unknown;
}

export type PathsOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends Described ? P : never;
}[keyof paths];

type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type Json<T> = { readonly content: { readonly 'application/json': T } };

/** JSON of the answer; undefined without content. */
export type Answer<P extends keyof paths, M extends Method> =
  Operation<P, M> extends {
    readonly responses: infer R;
  }
    ? R extends Record<200, Json<infer T>> | Record<201, Json<infer T>> | Record<202, Json<infer T>>
      ? T
      : undefined
    : never;

type Parameters<P extends keyof paths, M extends Method, Place extends 'query' | 'path'> =
  Operation<P, M> extends { readonly parameters: infer Given }
    ? Place extends keyof Given
      ? NonNullable<Given[Place]>
      : never
    : never;

type InPath<P extends keyof paths, M extends Method> = [Parameters<P, M, 'path'>] extends [never]
  ? unknown
  : { readonly path: Readonly<Parameters<P, M, 'path'>> };

type InQuery<P extends keyof paths, M extends Method> = [Parameters<P, M, 'query'>] extends [never]
  ? unknown
  : { readonly query?: Readonly<Parameters<P, M, 'query'>> | URLSearchParams };

export interface SentDocument {
  readonly mediaType: string;
  readonly body: string | Blob;
}

type InBody<P extends keyof paths, M extends Method> =
  Operation<P, M> extends {
    readonly requestBody: { readonly content: infer Content };
  }
    ? 'text/csv' extends keyof Content
      ? { readonly document: SentDocument } | { readonly body: { readonly url: string } }
      : Content extends { readonly 'application/json': infer Body }
        ? { readonly body: Body }
        : unknown
    : unknown;

/** Parts of a call besides its path. */
export type Asked<P extends keyof paths, M extends Method> = InPath<P, M> &
  InQuery<P, M> &
  InBody<P, M> & {
    readonly headers?: Readonly<Record<string, string>>;
    /** Once it is aborted, the outcome means nothing. */
    readonly signal?: AbortSignal | undefined;
  };

/** May be left out when nothing in it is required. */
export type MaybeAsked<P extends keyof paths, M extends Method> =
  Record<never, never> extends Asked<P, M> ? readonly [asked?: Asked<P, M>] : readonly [asked: Asked<P, M>];
