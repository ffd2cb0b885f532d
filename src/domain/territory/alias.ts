/**
 * Why a name or a code that is not the present one of a territory leads to it: a part of a commune (commune déléguée or
 * associée, municipal arrondissement), a former name of it or of a commune that it replaced, a former code or SIREN,
 * the initials of an EPCI, or a usual way to name an EPCI by its town.
 */
export const ALIAS_KINDS = ['part', 'former-name', 'former-code', 'acronym', 'usual-name'] as const;
export type AliasKind = (typeof ALIAS_KINDS)[number];
