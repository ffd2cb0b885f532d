import type { Resource } from '../../../domain/resource/resource.ts';
import type { LocatedPlace } from '../where/place.ts';
import { blocksOf } from './read-lines.ts';

/** Places named by the title and by the text, with offsets in each. */
export interface LocatedResource {
  readonly inTitle: readonly LocatedPlace[];
  readonly inText: readonly LocatedPlace[];
}

const SEPARATOR = '\n\n';

/** Puts the title of a resource before its text, as its first heading. */
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

/** Splits the places of `withTitle(resource)` between the title and the text, with offsets in each. */
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
