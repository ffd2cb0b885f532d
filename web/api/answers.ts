import type { components } from './schema.ts';

type Schemas = components['schemas'];

export type Experience = Schemas['Experience'];
export type Fiche = Schemas['Fiche'];
export type ExperiencePage = Schemas['ExperiencePage'];
export type SimilarExperience = Schemas['SimilarExperience'];
export type ExperienceTerritory = Schemas['ExperienceTerritory'];
export type ExperienceResult = Schemas['ExperienceResult'];
export type LeverPage = Schemas['LeverPage'];
export type LeverResult = Schemas['LeverResult'];
export type Recommendation = Schemas['Recommendation'];
export type Problem = Schemas['Problem'];
export type JsonFeed = Schemas['JsonFeed'];
export type SimilarTerritories = Schemas['SimilarTerritories'];
export type SimilarTerritory = Schemas['SimilarTerritory'];
export type Territory = Schemas['Territory'];
export type TerritoryKind = Schemas['TerritoryKind'];
export type Label = Schemas['Label'];
export type EntrustedQuestion = Schemas['EntrustedQuestion'];
export type EditedFiche = Schemas['EditedFiche'];
