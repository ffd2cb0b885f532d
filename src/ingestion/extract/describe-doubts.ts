import type { ImportNote, Resource } from '../../domain/resource/resource.ts';
import type { RegisteredTerritory } from '../../domain/territory/territory.ts';
import { joinWithAnd } from '../../domain/text/french.ts';
import type { Place } from './place.ts';

const MAX_CANDIDATES = 4;

function present({ name, code, department }: RegisteredTerritory): string {
  return department === null ? `${name} (${code})` : `${name} (${department.name}, ${code})`;
}

function candidatesOf({ candidates }: Place): string {
  const shown = candidates.slice(0, MAX_CANDIDATES).map(present);
  const rest = candidates.length - shown.length;
  return joinWithAnd(rest > 0 ? [...shown, `${rest} autres`] : shown);
}

/** A French sentence for each territory that a person should look at. */
export function describeDoubts(places: readonly Place[], { id, line }: Resource): readonly ImportNote[] {
  return places.flatMap((place): ImportNote[] => {
    const { name, territory } = place;
    switch (place.doubt) {
      case null:
        return [];
      case 'ambiguous':
        return [
          {
            code: 'territory-ambiguous',
            detail: `« ${name} » peut désigner ${candidatesOf(place)} : le texte ne permet pas de choisir, le territoire est gardé sans code.`,
            resourceId: id,
            line,
          },
        ];
      case 'unknown':
        return [
          {
            code: 'territory-unknown',
            detail: `« ${name} » n’est pas au registre officiel des territoires : il est gardé sans code.`,
            resourceId: id,
            line,
          },
        ];
      case 'approximate':
        return [
          {
            code: 'territory-approximate',
            detail: `« ${name} » a été lu comme ${territory === null ? name : present(territory)} : vérifiez ce territoire.`,
            resourceId: id,
            line,
          },
        ];
    }
  });
}
