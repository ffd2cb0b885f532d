import type { ExtractedExperience, ImportNote, Resource } from '../../../domain/resource/resource.ts';
import type { RegisteredTerritory } from '../../../domain/territory/territory.ts';
import type { Sentence } from '../case/read-lines.ts';
import { clip } from '../text/located-text.ts';
import type { Doubt, Place } from '../where/place.ts';

const MAX_CANDIDATES = 4;
const NUMBERS = new Intl.NumberFormat('fr-FR');
const LISTS = new Intl.ListFormat('fr-FR');

function present({ name, code, department }: RegisteredTerritory): string {
  return department === null ? `${name} (${code})` : `${name} (${department.name}, ${code})`;
}

function listCandidates({ candidates }: Place): string {
  const shown = candidates.slice(0, MAX_CANDIDATES).map(present);
  const rest = candidates.length - shown.length;
  return LISTS.format(rest > 0 ? [...shown, `${rest} autres`] : shown);
}

const SENTENCES: Readonly<Record<Doubt, (place: Place) => string>> = {
  ambiguous: (place) =>
    `« ${place.name} » peut désigner ${listCandidates(place)} : le texte ne permet pas de choisir, le territoire est gardé sans code.`,
  unknown: ({ name }) =>
    `« ${name} » n’est pas au registre officiel des territoires : il est gardé sans code.`,
  approximate: ({ name, territory }) =>
    `« ${name} » a été lu comme ${territory === null ? name : present(territory)} : vérifiez ce territoire.`,
};

/** Notes a text too long to be read whole: `resource-too-long`. */
export function describeCut({ id, line, text }: Resource, longest: number): readonly ImportNote[] {
  if (text.length <= longest) return [];
  const detail = `Le texte dépasse ${NUMBERS.format(longest)} caractères : seul son début a été lu.`;
  return [{ code: 'resource-too-long', detail, resourceId: id, line }];
}

/** Longest part of the page that a note quotes, in characters. */
const LONGEST_QUOTE = 200;

/**
 * Notes each place that the register does not have and that gave no experience, with its sentence: `place-unknown`.
 */
export function describeUnplaced(
  sentences: readonly Pick<Sentence, 'text' | 'places'>[],
  kept: readonly Place[],
  { id, line }: Resource,
): readonly ImportNote[] {
  const seen = new Set(kept.map(({ key }) => key));
  return sentences.flatMap(({ text, places }) =>
    places.flatMap(({ place: { key, name, doubt } }) => {
      if (doubt !== 'unknown' || seen.has(key)) return [];
      seen.add(key);
      const quote = clip(text.replace(/\s+/g, ' '), LONGEST_QUOTE);
      const detail = `« ${name} » n’est pas au registre officiel des territoires, et n’a donné aucune expérience : ${quote}`;
      return [{ code: 'place-unknown', detail, resourceId: id, line }];
    }),
  );
}

/** Notes each territory to check: `territory-ambiguous`, `territory-unknown` or `territory-approximate`. */
export function describeDoubts(places: readonly Place[], { id, line }: Resource): readonly ImportNote[] {
  return places.flatMap((place) => {
    if (place.doubt === null) return [];
    return [
      { code: `territory-${place.doubt}`, detail: SENTENCES[place.doubt](place), resourceId: id, line },
    ];
  });
}

/** Notes each experience in which no lever was recognised: `experience-without-lever`. */
export function describeWithoutLever(
  experiences: readonly ExtractedExperience[],
  { id, line }: Resource,
): readonly ImportNote[] {
  return experiences.map(({ draft: { title } }) => ({
    code: 'experience-without-lever',
    detail: `« ${title} » : aucun levier n’a été reconnu. L’expérience est proposée ainsi ; ajoutez-y un levier ou écartez-la.`,
    resourceId: id,
    line,
  }));
}
