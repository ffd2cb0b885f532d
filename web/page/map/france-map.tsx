import { useEffect, useState } from 'preact/hooks';
import { typeset } from '../../french/typography.ts';
import { type DepartmentOutline, placeMarkers, RADIUS } from './markers.ts';
import type { MappedPlace } from './place.ts';

interface FranceMapProps {
  readonly places: readonly MappedPlace[];
  /** Codes of the départements of one's own territory. */
  readonly own: {
    readonly department: string | null;
    readonly region: string | null;
    readonly name: string | null;
  };
}

const WIDTH = 613;
const HEIGHT = 680;
/** Names of the inset frames of the map. */
const LABELLED = ['971', '972', '973', '974', '976'];
const LABEL_Y = 602;

/** The outlines weigh as much as the rest of the page: they come after it. */
function useOutlines(): readonly DepartmentOutline[] {
  const [outlines, setOutlines] = useState<readonly DepartmentOutline[]>([]);
  useEffect(() => {
    void import('./departments.json').then(({ default: loaded }) => setOutlines(loaded));
  }, []);
  return outlines;
}

function classOf(outline: DepartmentOutline, { places, own }: FranceMapProps): string {
  const isOwn = outline.code === own.department || (own.department === null && outline.region === own.region);
  const isHeld = places.some(
    ({ departments, regions }) => departments.includes(outline.code) || regions.includes(outline.region),
  );
  return ['department', isHeld && 'department-held', isOwn && 'department-own'].filter(Boolean).join(' ');
}

/**
 * Where the experiences took place, by département. The markers are links, in the order of the ranks;
 * the list beside says the same in words.
 */
export function FranceMap(props: FranceMapProps) {
  const { places, own } = props;
  const outlines = useOutlines();
  const markers = placeMarkers(places, outlines);
  return (
    <figure class="map needs-script">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <title>Carte de France des expériences</title>
        <g>
          {outlines.map((outline) => (
            <path key={outline.code} class={classOf(outline, props)} d={outline.path} />
          ))}
          {outlines
            .filter(({ code }) => LABELLED.includes(code))
            .map(({ code, name, x }) => (
              <text key={code} class="map-label" x={x} y={LABEL_Y}>
                {name}
              </text>
            ))}
        </g>
        {markers.map(({ place, x, y }) => (
          <a key={`${place.rank}-${x}`} class="marker" href={place.href}>
            <title>{typeset(place.title)}</title>
            <circle cx={x} cy={y} r={RADIUS} />
            <text x={x} y={y}>
              {place.rank}
            </text>
          </a>
        ))}
      </svg>
      <figcaption>
        {own.name === null
          ? 'Les expériences, par département'
          : `Les expériences, et ${own.name} en couleur`}
      </figcaption>
    </figure>
  );
}
