import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ACCESS_LEVELS } from '../../src/domain/experience/experience.ts';
import { TERRITORY_KINDS } from '../../src/domain/territory/territory.ts';

const territorySchema = z.strictObject({
  code: z.string().nullable(),
  kind: z.enum(TERRITORY_KINDS),
  name: z.string(),
});

const experienceSchema = z.strictObject({
  description: z.string(),
  territories: z.array(territorySchema).min(1),
  /** Codes that count neither for nor against. */
  toleratedTerritories: z.array(z.string()),
  levers: z.array(z.string()).min(1),
  toleratedLevers: z.array(z.string()),
  themes: z.array(z.string()),
  /** Accepted years. */
  years: z.array(z.number()),
});

const truthSchema = z.strictObject({
  /** Path of the page in this folder. */
  page: z.string(),
  resources: z.array(
    z.strictObject({
      title: z.string(),
      access: z.enum(ACCESS_LEVELS),
      experiences: z.array(experienceSchema),
    }),
  ),
});

export type Truth = z.infer<typeof truthSchema>;
export type TrueExperience = z.infer<typeof experienceSchema>;

const PAGE_OF_THE_NETWORK = 'truth.json';
const MADE_PAGES = ['appels-a-projets', 'fiches-experiences', 'paroles-d-elus'];

async function readTruthFile(name: string): Promise<Truth> {
  const file = fileURLToPath(new URL(name, import.meta.url));
  return truthSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Reads the truth that a person wrote for the page of the network's site. */
export function readTruth(): Promise<Truth> {
  return readTruthFile(PAGE_OF_THE_NETWORK);
}

/** Reads the truths of the pages written for the measure, before any rule was tried on them. */
export function readMadeTruths(): Promise<readonly Truth[]> {
  return Promise.all(MADE_PAGES.map((name) => readTruthFile(`made-pages/${name}.json`)));
}
