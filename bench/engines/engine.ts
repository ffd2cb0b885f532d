import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** A passage as the engines keep it. */
export interface EngineRow {
  /** From 1. */
  readonly key: number;
  readonly experienceId: string;
  readonly text: string;
  readonly vector: Float32Array;
}

/** Passages asked of an engine, so that ten experiences or more come out. */
export const PASSAGES_ASKED = 50;

/** An index of the same passages and vectors, with one way of searching a leg. */
export interface Engine {
  readonly name: string;
  /** What it was asked to build, for who reads the figures. */
  readonly settings: string;
  /** Each gives the experiences of `PASSAGES_ASKED` passages at most, best first, repeated as often. */
  searchVector(vector: Float32Array): Promise<readonly string[]>;
  searchHybrid(text: string, vector: Float32Array): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** @param folder empty, for whatever the engine keeps */
export type OpenEngine = (rows: readonly EngineRow[], folder: string) => Promise<Engine>;

const here = createRequire(import.meta.url);

/** A package of `bench/engines`, which the service does not install. @throws when it is not there */
export async function loadPackage(name: string): Promise<unknown> {
  return import(pathToFileURL(here.resolve(name)).href);
}
