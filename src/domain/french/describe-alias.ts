import type { AliasKind } from '../territory/alias.ts';

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
