import type { TerritorySuggestion } from '../faults.ts';
import type { AliasKind, RegisteredTerritory, Setting, TerritoryKind } from '../territory/territory.ts';
import { KIND_LABELS } from './labels.ts';

export function toSuggestion(territory: RegisteredTerritory): TerritorySuggestion {
  const { code, kind, name, department } = territory;
  return { code, kind, name, departmentName: kind === 'departement' ? null : (department?.name ?? null) };
}

/** Writes « Saint-Denis (commune, La Réunion, 97411) », to tell homonyms apart. */
export function describeTerritory(territory: TerritorySuggestion): string {
  const { name, kind, departmentName, code } = territory;
  return `${name} (${[KIND_LABELS[kind], departmentName, code].filter((part) => part !== null).join(', ')})`;
}

const NOTES: Readonly<Record<AliasKind, (alias: string, name: string) => string>> = {
  part: (alias, name) => `${alias} est dans ${name}.`,
  'former-name': (alias, name) =>
    `« ${alias} » est un ancien nom, ou le nom d’un ancien territoire ; aujourd’hui : ${name}.`,
  'former-code': (alias, name) => `Le code ${alias} n’a plus cours ; aujourd’hui : ${name}.`,
  acronym: (alias, name) => `${alias} : les initiales de ${name}.`,
  'usual-name': (alias, name) =>
    `Le découpage administratif ne connaît pas « ${alias} » ; ${name} est l’intercommunalité qui porte ce nom, et peut n’en couvrir qu’une partie.`,
};

/** Says why another name or code led to a territory. */
export function describeAlias(kind: AliasKind, alias: string, name: string): string {
  return NOTES[kind](alias, name);
}

const FEMININE_KINDS: readonly TerritoryKind[] = ['commune', 'epci', 'region'];

const SETTING_ADJECTIVES: Readonly<Record<Setting, readonly [masculine: string, feminine: string]>> = {
  rural: ['rural', 'rurale'],
  periurban: ['périurbain', 'périurbaine'],
  urban: ['urbain', 'urbaine'],
  mixed: ['mixte', 'mixte'],
};

/** Writes the setting as an adjective that agrees with a kind: « rurale » for a commune. */
export function agreeSetting(setting: Setting, kind: TerritoryKind): string {
  const [masculine, feminine] = SETTING_ADJECTIVES[setting];
  return FEMININE_KINDS.includes(kind) ? feminine : masculine;
}
