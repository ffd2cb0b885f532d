import { z } from 'zod';
import type { ImportDocuments } from '../../application/import/import-documents.ts';
import { labelOf } from '../../application/recommend/phrase-reasons.ts';
import { formatNumber } from '../../domain/french/formats.ts';
import { KIND_LABELS, SETTING_LABELS } from '../../domain/french/labels.ts';
import type { Taxonomy } from '../taxonomy.ts';

type Field = Awaited<ReturnType<ImportDocuments>>['changes'][number]['fields'][number]['field'];

const ACCESS_LABELS = { public: 'ouvert à tous', members: 'réservé aux membres' } as const;

/** Schemas that format the value of each field; other values are printed as JSON. */
function shapes({ themes, levers }: Taxonomy): Readonly<Partial<Record<Field, z.ZodType<string>>>> {
  const list = <T>(item: z.ZodType<T>, tell: (value: T) => string, separator = ' ; ') =>
    z.array(item).transform((items) => items.map(tell).join(separator));
  const place = z.object({
    name: z.string(),
    kind: z.enum(['commune', 'epci', 'ept', 'departement', 'region', 'pays']),
    code: z.string().nullable(),
  });
  const source = z.object({ title: z.string(), publisher: z.string(), url: z.string().nullable() });
  return {
    territories: list(
      place,
      ({ name, kind, code }) =>
        `${name} (${[KIND_LABELS[kind], code].filter((part) => part !== null).join(', ')})`,
    ),
    setting: z.enum(['rural', 'periurban', 'urban', 'mixed']).transform((setting) => SETTING_LABELS[setting]),
    themes: list(z.string(), (id) => labelOf(id, themes), ', '),
    levers: list(
      z.object({ lever: z.string(), what: z.string() }),
      ({ lever, what }) => `${labelOf(lever, levers)} — ${what}`,
    ),
    actors: list(z.string(), (actor) => actor, ', '),
    figures: list(z.object({ label: z.string(), value: z.number(), unit: z.string() }), (figure) =>
      `${figure.label} : ${formatNumber(figure.value)} ${figure.unit}`.trimEnd(),
    ),
    source: source.transform(({ title, publisher, url }) =>
      [title, publisher, url].filter((part) => part !== null && part !== '').join(', '),
    ),
    access: z.enum(['public', 'members']).transform((access) => ACCESS_LABELS[access]),
  };
}

/** Formats the value of a field on one line. */
export function describeFieldValue(field: Field, value: unknown, taxonomy: Taxonomy): string {
  if (value === null) return 'rien';
  if (typeof value === 'string' && shapes(taxonomy)[field] === undefined) return value;
  return shapes(taxonomy)[field]?.safeParse(value).data ?? JSON.stringify(value);
}
