import type { Setting, TerritoryKind } from '../territory/territory.ts';

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
