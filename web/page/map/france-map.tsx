import { Fragment } from 'preact';
import { count, typeset } from '../../french/typography.ts';
import france from './france.svg';
import { FRAMES, type Marker, OWN_RADIUS, placeMarkers, SIZE } from './markers.ts';
import type { MappedPlace, OwnPlace } from './place.ts';

interface FranceMapProps {
  readonly places: readonly MappedPlace[];
  /** Place of the reader's own territory. */
  readonly own: OwnPlace;
}

/** Role of the whole map, whose links the role of an image would hide. */
const GROUP = { role: 'group' } as const;
const LABEL_Y = 596;
/** Half of the height of « vous ». */
const OWN_HEIGHT = 20;

function Own({ x, y }: Marker) {
  return (
    <g class="marker-own">
      <rect
        x={x - OWN_RADIUS}
        y={y - OWN_HEIGHT}
        width={2 * OWN_RADIUS}
        height={2 * OWN_HEIGHT}
        rx={OWN_HEIGHT}
      />
      <text x={x} y={y}>
        vous
      </text>
    </g>
  );
}

function PlaceMarker({ place, x, y, radius }: Marker) {
  if (place === null) return null;
  return (
    <a class="marker" href={place.href} tabindex={-1}>
      <title>{typeset(`${place.rank}. ${place.title}`)}</title>
      <circle cx={x} cy={y} r={radius - 2} />
      <text x={x} y={y}>
        {place.rank}
      </text>
    </a>
  );
}

function Ranks({ places }: { readonly places: readonly MappedPlace[] }) {
  return places.map(({ rank, href }, index) => (
    <Fragment key={rank}>
      {index > 0 && ', '}
      <a href={href}>{rank}</a>
    </Fragment>
  ));
}

/** Names the experiences that the map shows elsewhere than at their place, or cannot show. */
function Exceptions({ shown, hidden }: Readonly<Record<'shown' | 'hidden', readonly MappedPlace[]>>) {
  const regional = shown.filter(({ departments }) => departments.length === 0);
  return (
    <>
      {regional.length > 0 && (
        <p>
          Au milieu de leur région&nbsp;: {regional.length > 1 ? 'nos' : 'n°'}&nbsp;
          <Ranks places={regional} />.
        </p>
      )}
      {hidden.length > 0 && (
        <p>
          Sans département sur la carte&nbsp;: {hidden.length > 1 ? 'nos' : 'n°'}&nbsp;
          <Ranks places={hidden} />.
        </p>
      )}
    </>
  );
}

/** Where the experiences took place, by département. The markers are links to the cards, in the order of the ranks. */
export function FranceMap({ places, own }: FranceMapProps) {
  const markers = placeMarkers(places, own);
  const held = new Set(places.flatMap(({ departments }) => departments));
  const isShown = (place: MappedPlace) => markers.some((marker) => marker.place === place);
  const shown = places.filter(isShown);
  const hidden = places.filter((place) => !isShown(place));
  return (
    <div class="map">
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} {...GROUP}>
        <title>Carte de France des expériences</title>
        <svg role="img" aria-label="La France et les départements de ces expériences">
          <use class="departments" href={`${france}#france`} />
          {[...held].map((code) => (
            <use key={code} class="department-held" href={`${france}#d${code}`} />
          ))}
          {own.department !== null && <use class="department-own" href={`${france}#d${own.department}`} />}
          {FRAMES.map(({ name, x }) => (
            <text key={name} class="map-label" x={x} y={LABEL_Y}>
              {name}
            </text>
          ))}
        </svg>
        {markers.map((marker) =>
          marker.place === null ? (
            <Own key="own" {...marker} />
          ) : (
            <PlaceMarker key={`${marker.place.rank}-${marker.x}-${marker.y}`} {...marker} />
          ),
        )}
      </svg>
      <p>
        {hidden.length === 0
          ? 'Chaque numéro est celui d’une expérience.'
          : `${count(shown.length, 'expérience')} sur ${places.length}, par numéro.`}
      </p>
      <Exceptions shown={shown} hidden={hidden} />
    </div>
  );
}
