import type { Setting, TerritoryKind } from '../api/answers.ts';

export const SETTING_LABELS: Readonly<Record<Setting, string>> = {
  rural: 'Rural',
  periurban: 'Périurbain',
  urban: 'Urbain',
  mixed: 'Mixte (villes et campagnes)',
};

export const KIND_LABELS: Readonly<Record<TerritoryKind, string>> = {
  commune: 'Commune',
  epci: 'Intercommunalité',
  ept: 'Établissement public territorial',
  departement: 'Département',
  region: 'Région',
  pays: 'Pays ou pôle territorial',
};
