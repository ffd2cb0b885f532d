import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** A passage as engines store it. */
export interface EngineRow {
  /** Integer from 1. */
  readonly key: number;
  readonly experienceId: string;
  readonly text: string;
  readonly vector: Float32Array;
}

/** Number of passages asked of an engine, enough for ten distinct experiences. */
export const PASSAGES_ASKED = 50;

/** An index of the same passages and vectors, searched by vector alone or by vector and words. */
export interface Engine {
  readonly name: string;
  /** Kind of index and settings, in French for the report. */
  readonly settings: string;
  /** Both searches return the experience of each passage, best first, `PASSAGES_ASKED` at most; ids repeat. */
  searchVector(vector: Float32Array): Promise<readonly string[]>;
  searchHybrid(text: string, vector: Float32Array): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** @param folder empty folder for the engine's files */
export type OpenEngine = (rows: readonly EngineRow[], folder: string) => Promise<Engine>;

const here = createRequire(import.meta.url);

/** Loads a package of `bench/engines`, which the service does not install. @throws when it is missing */
export async function loadPackage(name: string): Promise<unknown> {
  return import(pathToFileURL(here.resolve(name)).href);
}
