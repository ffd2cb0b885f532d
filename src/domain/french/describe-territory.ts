import type { TerritorySuggestion } from '../faults.ts';
import type { RegisteredTerritory } from '../territory/territory.ts';
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
