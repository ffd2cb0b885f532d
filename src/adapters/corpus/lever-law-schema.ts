import { z } from 'zod';
import type { EmpoweredKind, LeverLaw, Permission } from '../../domain/lever/lever-law.ts';
import { identifier, text, webAddress } from './corpus-file.ts';

const OFFICIAL = /^https:\/\/(?:[a-z-]+\.)*(?:legifrance\.gouv\.fr|europa\.eu)\//;

const day = z.iso.date({ error: 'doit s’écrire AAAA-MM-JJ' });

const addressSchema = z.strictObject({
  url: webAddress.refine((url) => OFFICIAL.test(url), {
    error: 'doit être une adresse de Légifrance ou de l’Union européenne ; sinon écrivez « address »: null',
  }),
  opens: z.enum(['reference', 'code']),
});

const permissionSchema: z.ZodType<Permission> = z.discriminatedUnion('may', [
  z.strictObject({ may: z.literal('yes') }),
  z.strictObject({ may: z.enum(['conditional', 'no']), reason: text, ref: text }),
]);

const whoMay: Record<EmpoweredKind, typeof permissionSchema> = {
  commune: permissionSchema,
  epci: permissionSchema,
  ept: permissionSchema,
  departement: permissionSchema,
  region: permissionSchema,
};

/** Law of one lever, as `levers-law.json` gives it. */
export const leverLawSchema = z
  .strictObject({
    lever: identifier,
    reviewedBy: z.strictObject({ name: text, on: day }).nullable(),
    whoMay: z.strictObject(whoMay),
    texts: z.array(
      z.strictObject({
        ref: text,
        about: text,
        address: addressSchema.nullable(),
        checkedOn: day,
        checkedHow: text,
      }),
    ),
    watchOut: z.array(text),
    firstSteps: z.array(text),
    thresholds: z.array(
      z.strictObject({
        label: text,
        value: z.number().positive(),
        unit: text,
        year: z.int().min(1900).max(2100),
        note: text.nullable(),
        sourceUrl: webAddress,
      }),
    ),
  })
  .transform(({ lever, ...law }): { readonly lever: string; readonly law: LeverLaw } => ({ lever, law }));
