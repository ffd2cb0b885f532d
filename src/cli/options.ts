import { z } from 'zod';
import { formatNumber } from '../domain/french/formats.ts';

export function personText(minimum: number, maximum: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .refine(
      ({ length }) => length >= minimum && length <= maximum,
      `un texte de ${minimum} à ${maximum} caractères est attendu`,
    );
}

export function integer(minimum: number, maximum: number) {
  const expected = `un nombre entier de ${formatNumber(minimum)} à ${formatNumber(maximum)} est attendu`;
  return z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum, expected)
    .transform(Number);
}

/** Number from 0 to 1, with a decimal point or comma. */
export const confidence = z
  .string()
  .regex(/^(?:0|1|[01]?[.,]\d{1,6})$/, 'un nombre de 0 à 1 est attendu')
  .transform((text) => Number(text.replace(',', '.')))
  .refine((value) => value <= 1, 'un nombre de 0 à 1 est attendu');

export const access = z.enum(['public', 'members'], 'public ou members est attendu');

export const identifiers = z.array(personText(1, 100)).default([]);
export const code = personText(1, 20);

function withoutAccents(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

const SETTINGS = { rural: 'rural', periurbain: 'periurban', urbain: 'urban', mixte: 'mixed' } as const;

/** Accents are optional: « périurbain » or « periurbain ». */
export const setting = z
  .string()
  .transform(withoutAccents)
  .pipe(z.enum(['rural', 'periurbain', 'urbain', 'mixte'], 'rural, périurbain, urbain ou mixte est attendu'))
  .transform((name) => SETTINGS[name]);

const STATES = {
  'en cours': 'running',
  terminee: 'ended-as-planned',
  arretee: 'stopped',
  inconnu: 'unknown',
} as const;

/** Accents are optional: « arrêtée » or « arretee ». */
export const state = z
  .string()
  .transform(withoutAccents)
  .pipe(
    z.enum(
      ['en cours', 'terminee', 'arretee', 'inconnu'],
      'en cours, terminée, arrêtée ou inconnu est attendu',
    ),
  )
  .transform((name) => STATES[name]);

export const kind = z.enum(
  ['commune', 'epci', 'ept', 'departement', 'region', 'pays'],
  'commune, epci, ept, departement, region ou pays est attendu',
);

/** Collects the values of a repeatable option; its schema has the default. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
