import { formatNumber } from '../../../src/domain/french/formats.ts';
import type { Schema } from './api-description.ts';

const TYPES: Readonly<Record<string, string>> = {
  string: 'texte',
  integer: 'nombre entier',
  number: 'nombre',
  boolean: 'vrai ou faux',
  array: 'liste',
  object: 'objet',
  null: 'null',
};

const PLURALS: Readonly<Record<string, string>> = {
  texte: 'textes',
  'nombre entier': 'nombres entiers',
  nombre: 'nombres',
  liste: 'listes',
  objet: 'objets',
  adresse: 'adresses',
  fichier: 'fichiers',
};

const FORMATS: Readonly<Record<string, string>> = {
  date: 'date (AAAA-MM-JJ)',
  'date-time': 'date et heure (ISO 8601)',
  uri: 'adresse',
  binary: 'fichier',
};

/** From this number on, thousands are set apart. */
const LARGE = 10_000;

/** Part of a type: words, then the name of a schema or an empty text. */
export interface TypePart {
  readonly words: string;
  readonly reference: string;
}

/** Returns the name of the schema that another refers to, or null. */
export function referenceOf({ $ref }: Schema): string | null {
  return $ref?.replace('#/components/schemas/', '') ?? null;
}

/** Returns the schemas of which a value has one, `null` apart. */
export function choicesOf({ anyOf, oneOf }: Schema): readonly Schema[] {
  return (anyOf ?? oneOf ?? []).filter(({ type }) => type !== 'null');
}

/** Returns the only choice of a schema with its description, or the schema: « X or null » reads as X. */
export function withoutNull(schema: Schema): Schema {
  const [only, ...others] = choicesOf(schema);
  if (only === undefined || others.length > 0) return schema;
  return { ...only, description: schema.description ?? only.description, default: schema.default };
}

function listOf(items: readonly TypePart[]): readonly TypePart[] {
  const words = items.map((part) => ({ ...part, words: PLURALS[part.words] ?? part.words }));
  const isElided = /^[aeiouyh]/i.test(`${words[0]?.words}${words[0]?.reference}`);
  return [{ words: isElided ? 'liste d’' : 'liste de ', reference: '' }, ...words];
}

/** Joins the types of choices by « ou »; two objects without a name make one. */
function anyOf(choices: readonly Schema[]): readonly TypePart[] {
  const told = new Map(choices.map((choice) => [JSON.stringify(typeOf(choice)), typeOf(choice)]));
  return [...told.values()].flatMap((parts, index) =>
    index === 0 ? parts : [{ words: ' ou ', reference: '' }, ...parts],
  );
}

/** Says the type of a value: « liste de Label », « texte ou null ». */
export function typeOf(schema: Schema): readonly TypePart[] {
  const reference = referenceOf(schema);
  if (reference !== null) return [{ words: '', reference }];
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  if (choices.length > 0) return anyOf(choices);
  if (schema.type === 'array' && schema.items !== undefined) return listOf(typeOf(schema.items));
  const names = [schema.type ?? []].flat();
  const words = names.map(
    (name) => (name === 'string' ? FORMATS[schema.format ?? ''] : undefined) ?? TYPES[name] ?? name,
  );
  return [{ words: words.join(' ou ') || 'toute valeur', reference: '' }];
}

/** Writes a bound: one that counts nothing may be a year. */
function bound(value: number, unit: string): string {
  if (unit === '') return value < LARGE ? String(value) : formatNumber(value);
  return `${formatNumber(value)} ${unit}${value >= 2 ? 's' : ''}`;
}

function range(unit: string, ...bounds: readonly (number | undefined)[]): readonly string[] {
  // The converter writes the bounds of exact integers where the service sets none.
  const [from, to] = bounds.map((value = NaN) =>
    Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined,
  );
  if (from !== undefined && to !== undefined) {
    return [
      from === to
        ? bound(to, unit)
        : `de ${unit === '' ? bound(from, '') : formatNumber(from)} à ${bound(to, unit)}`,
    ];
  }
  if (to !== undefined) return [`${bound(to, unit)} au plus`];
  return from === undefined || from === 0 ? [] : [`${bound(from, unit)} au moins`];
}

/** Says the limits of a value: « de 3 à 2 000 caractères », « 50 éléments au plus ». */
export function limitsOf(schema: Schema): readonly string[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, items } = withoutNull(schema);
  const each = items === undefined ? [] : limitsOf(items);
  return [
    ...range('caractère', minLength, maxLength),
    ...range('', minimum, maximum),
    ...range('élément', minItems, maxItems),
    ...each.map((limit) => `chacun\u00a0: ${limit}`),
  ];
}

/** Returns the values that a schema or the items of its list allow; none when any is. */
export function valuesOf(schema: Schema): readonly unknown[] {
  const { enum: values, const: only, items } = withoutNull(schema);
  if (only !== undefined) return [only];
  return values?.filter((value) => value !== null) ?? (items === undefined ? [] : valuesOf(items));
}
