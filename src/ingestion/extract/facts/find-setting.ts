import type { Setting } from '../../../domain/territory/territory.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Case } from '../case/case.ts';
import type { Span } from '../text/located-text.ts';

export interface FoundSetting {
  readonly setting: Setting;
  readonly proof: Span;
}

const SAID: readonly (readonly [RegExp, Setting])[] = [
  [
    /\b(?:territoire|commune|communaute de communes|village|milieu|zone|departement) (?:tres )?rurale?s?\b/,
    'rural',
  ],
  [/\b(?:commune|territoire|zone|milieu) periurbaine?s?\b/, 'periurban'],
  [/quartiers? prioritaires?|quartiers? (?:de la )?politique de la ville|\bqpv\b|grande ville\b/, 'urban'],
];

/**
 * Returns the setting that the text states; else the one that the register suggests for the first known
 * territory, proved by its name; null without either.
 */
export function findSetting({ sentences, places }: Case): FoundSetting | null {
  for (const { text, start, end } of sentences) {
    const said = SAID.find(([pattern]) => pattern.test(fold(text)));
    if (said !== undefined) return { setting: said[1], proof: { start, end } };
  }
  for (const { place, mention } of places) {
    const setting = place.territory?.setting ?? null;
    if (setting !== null) return { setting, proof: { start: mention.start, end: mention.end } };
  }
  return null;
}
