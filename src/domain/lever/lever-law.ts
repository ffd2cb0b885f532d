import { z } from 'zod';
import type { Frozen } from '../experience/experience.ts';
import type { RegisteredTerritory, TerritoryKind } from '../territory/territory.ts';
import { identifier, text, webAddress } from '../text/kept-text.ts';

/** Kinds of territory whose powers are known: a `pays` has those that its members give it. */
export const EMPOWERED_KINDS = [
  'commune',
  'epci',
  'ept',
  'departement',
  'region',
] as const satisfies readonly RegisteredTerritory['kind'][];
export type EmpoweredKind = (typeof EMPOWERED_KINDS)[number];

const OFFICIAL = /^https:\/\/(?:[a-z-]+\.)*(?:legifrance\.gouv\.fr|europa\.eu)\//;

const day = z.iso.date({ error: 'doit s’écrire AAAA-MM-JJ' });

const textSchema = z.strictObject({
  /** Citation of the article, the law or the decision. */
  ref: text,
  /** Rule that it sets, in one sentence. */
  about: text,
  /** `opens`: the text itself, or the code or the chapter that holds it. Null when no address is known. */
  address: z
    .strictObject({
      url: webAddress.refine((url) => OFFICIAL.test(url), {
        error:
          'doit être une adresse de Légifrance ou de l’Union européenne ; sinon écrivez « address »: null',
      }),
      opens: z.enum(['reference', 'code']),
    })
    .nullable(),
  /** Day of the reading, as `2026-11-26`. */
  checkedOn: day,
  /** Page that was read, and the version that it gave. */
  checkedHow: text,
});

/** Amount, share, duration or size from which a rule applies. */
const thresholdSchema = z.strictObject({
  label: text,
  value: z.number().positive(),
  unit: text,
  /** Year of the source. */
  year: z.int().min(1900).max(2100),
  note: text.nullable(),
  sourceUrl: webAddress,
});

/** Whether a kind of collectivité may use a lever; `reason` says the condition, or why it may not. */
const permissionSchema = z.discriminatedUnion('may', [
  z.strictObject({ may: z.literal('yes') }),
  z.strictObject({ may: z.enum(['conditional', 'no']), reason: text, ref: text }),
]);

const lawSchema = z.strictObject({
  /** Lawyer who read the law of the lever again, and day of the signature; null until one has signed. */
  reviewedBy: z.strictObject({ name: text, on: day }).nullable(),
  whoMay: z.strictObject({
    commune: permissionSchema,
    epci: permissionSchema,
    ept: permissionSchema,
    departement: permissionSchema,
    region: permissionSchema,
  } satisfies Record<EmpoweredKind, typeof permissionSchema>),
  texts: z.array(textSchema),
  watchOut: z.array(text),
  firstSteps: z.array(text),
  thresholds: z.array(thresholdSchema),
});

/** Law of one lever, as `levers-law.json` gives it. */
export const lawOfLeverSchema = lawSchema.safeExtend({ lever: identifier });

export type LeverLaw = Frozen<z.output<typeof lawSchema>>;
export type LegalReview = NonNullable<LeverLaw['reviewedBy']>;
export type Permission = LeverLaw['whoMay'][EmpoweredKind];
export type KindPermission = Permission & { readonly kind: EmpoweredKind };

/** Returns what `kind` may do with a lever; null when the kind or the law of the lever is not known. */
export function permissionFor(law: LeverLaw | null, kind: TerritoryKind | null): KindPermission | null {
  const known = EMPOWERED_KINDS.find((candidate) => candidate === kind);
  return law === null || known === undefined ? null : { kind: known, ...law.whoMay[known] };
}
