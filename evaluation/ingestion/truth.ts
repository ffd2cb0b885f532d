import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ACCESS_LEVELS } from '../../src/domain/experience/experience.ts';
import { TERRITORY_KINDS } from '../../src/domain/territory/territory.ts';

const territorySchema = z.object({
  code: z.string().nullable(),
  kind: z.enum(TERRITORY_KINDS),
  name: z.string(),
});

const experienceSchema = z.object({
  description: z.string(),
  territories: z.array(territorySchema),
  /** Codes that count neither for nor against. */
  toleratedTerritories: z.array(z.string()).default([]),
  levers: z.array(z.string()),
  toleratedLevers: z.array(z.string()).default([]),
  /** Undefined when nobody looked for them: they are not measured then. */
  themes: z.array(z.string()).optional(),
  /** Accepted years. */
  years: z.array(z.number()).default([]),
});

/** Other titles that are as right. */
const titlesSchema = z.union([z.string().transform((title) => [title]), z.array(z.string())]);
/** Day, month or year; null where the page gives none. A time is cut to its day. */
const dateSchema = z
  .string()
  .regex(/^\d{4}(?:-\d{2}(?:-\d{2}(?:[T ].*)?)?)?$/)
  .transform((date) => date.slice(0, 10))
  .nullable();

/** Keys whose form is not fixed: another form than these is ignored, and `findIgnored` says so. */
const optional = {
  titles: titlesSchema.default([]).catch([]),
  date: dateSchema.optional().catch(undefined),
  group: z.string().optional().catch(undefined),
};

const resourceSchema = z.object({
  title: z.string(),
  titles: optional.titles,
  /** Undefined when nobody looked for it: the date is not measured then. */
  date: optional.date,
  access: z.enum(ACCESS_LEVELS),
  experiences: z.array(experienceSchema),
});

/** Keys that this schema does not know are ignored. */
const truthSchema = z
  .object({
    /** Path of the page from the folder of the truth. */
    page: z.string(),
    ...optional,
    resources: z.array(resourceSchema),
  })
  .transform(({ titles, date, resources, ...page }) => ({
    ...page,
    resources: resources.map((resource) => ({
      ...resource,
      titles: [...resource.titles, ...titles],
      date: resource.date === undefined ? date : resource.date,
    })),
  }));

export type Truth = z.output<typeof truthSchema>;
export type TrueResource = Truth['resources'][number];
export type TrueExperience = z.output<typeof experienceSchema>;

/** Fault of a truth file, in French. */
export class UnreadableTruth extends Error {}

export interface ReadTruths {
  readonly truths: readonly Truth[];
  /** French sentences on optional keys that were ignored. */
  readonly ignored: readonly string[];
}

const givenSchema = z.object({ titles: titlesSchema, date: dateSchema, group: z.string() }).partial();
const ownersSchema = z.array(z.looseObject({ resources: z.array(z.looseObject({})) }));

/** Says which optional keys have an unexpected form. */
function findIgnored(content: unknown): readonly string[] {
  const pages = ownersSchema.parse(content);
  const owners = pages.flatMap((page, at) => [
    { value: page, where: `${at}` },
    ...page.resources.map((value, index) => ({ value, where: `${at}.resources.${index}` })),
  ]);
  return owners.flatMap(({ value, where }) => {
    const keys = givenSchema.safeParse(value).error?.issues.map(({ path: [key] }) => String(key)) ?? [];
    return [...new Set(keys)].map((key) => `${where}.${key} : forme inconnue, ignoré`);
  });
}

function parseTruths(text: string, file: string): ReadTruths {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UnreadableTruth(`${file} n’est pas du JSON : ${String(error)}`);
  }
  const pages = Array.isArray(content) ? content : [content];
  const parsed = z.array(truthSchema).min(1).safeParse(pages);
  if (parsed.success) return { truths: parsed.data, ignored: findIgnored(pages) };
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} : ${message}`);
  throw new UnreadableTruth([`${file} n’est pas une vérité :`, ...faults].join('\n'));
}

/**
 * Reads the truths of a file: an array, or only one, with the paths of pages resolved from its folder.
 * @throws UnreadableTruth
 */
export async function readTruths(file: string): Promise<ReadTruths> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UnreadableTruth(`${file} ne se lit pas : ${String(error)}`);
  });
  const { truths, ignored } = parseTruths(text, file);
  return {
    truths: truths.map((truth) => ({ ...truth, page: resolve(dirname(file), truth.page) })),
    ignored,
  };
}

const inThisFolder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Page of the network's site, with what a person read in it. */
export const TRUTH_OF_THE_NETWORK = inThisFolder('truth.json');
/** Pages of collectivités' own sites, where only what surrounds the text names them. */
export const TRUTH_OF_OWN_SITES = inThisFolder('own-sites/apart/truth.json');
/** Pages written for the measure, before any rule was tried on them. */
export const MADE_TRUTHS = ['appels-a-projets', 'fiches-experiences', 'paroles-d-elus'].map((name) =>
  inThisFolder(`made-pages/${name}.json`),
);
