import type { Resource } from '../../../domain/resource/resource.ts';
import type { LocatedPlace } from '../where/place.ts';
import { blocksOf } from './read-lines.ts';

/** What a resource names, in its title and in its text: offsets are those of each. */
export interface LocatedResource {
  readonly inTitle: readonly LocatedPlace[];
  readonly inText: readonly LocatedPlace[];
}

const SEPARATOR = '\n\n';

/** The resource as if its title were its first heading. */
export function withTitle(resource: Resource): Resource {
  const { title, text } = resource;
  const shift = title.length + SEPARATOR.length;
  const moved = blocksOf(resource).map(({ kind, start, end }) => ({
    kind,
    start: start + shift,
    end: end + shift,
  }));
  return {
    ...resource,
    text: title + SEPARATOR + text,
    blocks: [{ kind: 'heading', start: 0, end: title.length }, ...moved],
  };
}

/** The places of `withTitle(resource)`, each where it stands in the title or in the text. */
export function splitTitle({ title }: Resource, places: readonly LocatedPlace[]): LocatedResource {
  const shift = title.length + SEPARATOR.length;
  const inText = places
    .filter(({ mention }) => mention.start >= shift)
    .map(({ place, mention }) => ({
      place,
      mention: {
        ...mention,
        start: mention.start - shift,
        end: mention.end - shift,
        nameStart: mention.nameStart - shift,
      },
    }));
  return { inTitle: places.filter(({ mention }) => mention.end <= title.length), inText };
}
