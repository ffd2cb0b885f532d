import { type Profile, type Resolved, UNKNOWN } from '../../domain/profile/profile.ts';
import { deriveSetting } from '../../domain/territory/derive-setting.ts';
import type { RegisteredTerritory, Setting, TerritoryKind } from '../../domain/territory/territory.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import { resolveTerritory } from '../common/resolve-territory.ts';

/** Territory of the request: a registered one (`code`), or known facts about another. */
export interface AskedTerritory {
  readonly code: string | null;
  readonly kind: TerritoryKind | null;
  readonly name: string | null;
  readonly populationCount: number | null;
  /** Overrides the derived setting. */
  readonly setting: Setting | null;
}

export interface AskedProfile {
  readonly territory: AskedTerritory | null;
  readonly priorities: string;
  readonly themes: readonly string[];
  readonly levers: readonly string[];
}

function resolve<T>(given: T | null | undefined, derived: T | null | undefined): Resolved<T> {
  if (given !== null && given !== undefined) return { origin: 'given', value: given };
  if (derived !== null && derived !== undefined) return { origin: 'derived', value: derived };
  return UNKNOWN;
}

/**
 * Completes the request from the register; given values win.
 * @throws DomainError `territory-unknown`, `territory-ambiguous`
 */
export function resolveProfile(asked: AskedProfile, gazetteer: Gazetteer): Profile {
  const { territory } = asked;
  const registered: RegisteredTerritory | null =
    territory?.code == null ? null : resolveTerritory(gazetteer, territory.code, territory.kind ?? undefined);
  return {
    territory: {
      code: registered?.code ?? null,
      name: registered?.name ?? territory?.name ?? null,
    },
    kind: resolve(registered === null ? territory?.kind : null, registered?.kind),
    populationCount: resolve(territory?.populationCount, registered?.populationCount),
    setting: resolve(territory?.setting, registered && deriveSetting(registered)),
    department: resolve(null, registered?.department),
    region: resolve(null, registered?.region),
    priorities: asked.priorities,
    themes: asked.themes,
    levers: asked.levers,
  };
}
