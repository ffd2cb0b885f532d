import { findNamedInList, findSpeaker } from '../text/classify-line.ts';
import type { LocatedPlace } from '../where/place.ts';
import { type Case, OpenCase } from './case.ts';
import type { Line } from './read-lines.ts';

const ON_TERRITORY = /\bsur le territoire (?:de |du |des |d[’'])(?:la |le |les |l[’'])?$/i;

function isOnTerritory(text: string, start: number, { mention }: LocatedPlace): boolean {
  return ON_TERRITORY.test(text.slice(0, mention.start - start));
}

/**
 * Builds the case of a resource that announces an event « sur le territoire de » a collectivité and lists in
 * its headings the actions carried out there. Returns null unless exactly one territory is named so.
 */
export function gatherAroundEvent(lines: readonly Line[]): Case | null {
  const open = new OpenCase();
  for (const line of lines) {
    for (const sentence of line.sentences) {
      open.add(sentence.places.filter((located) => isOnTerritory(sentence.text, sentence.start, located)));
    }
    const isSpeaker = findSpeaker(line.text) !== null || findNamedInList(line.text) !== null;
    if (isSpeaker) continue;
    const told = line.sentences.filter(
      ({ places }) => line.kind === 'heading' || places.some((located) => open.isOf([located])),
    );
    open.sentences.push(...told.map((sentence) => ({ ...sentence, line, isRole: false })));
  }
  return open.places.length === 1 ? open.close() : null;
}
