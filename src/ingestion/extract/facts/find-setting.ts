import { deriveSetting } from '../../../domain/territory/derive-setting.ts';
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
 * The setting that the text states of the territory; else the one that the register suggests of the
 * first territory that it knows, proved by its name, as for a profile. Null when neither says.
 */
export function findSetting({ sentences, places }: Case): FoundSetting | null {
  for (const { text, start, end } of sentences) {
    const said = SAID.find(([pattern]) => pattern.test(fold(text)));
    if (said !== undefined) return { setting: said[1], proof: { start, end } };
  }
  for (const { place, mention } of places) {
    const setting = place.territory === null ? null : deriveSetting(place.territory);
    if (setting !== null) return { setting, proof: { start: mention.start, end: mention.end } };
  }
  return null;
}
