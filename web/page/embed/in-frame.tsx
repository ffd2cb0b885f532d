import type { VNode } from 'preact';
import { type HeadingLevel, readHeadingLevel } from '../../component/settings.ts';
import type { PageAnswer } from '../layout/page.ts';

export const FRAME_PATH = '/cadre';

/** The page around has the heading of level 1. */
const DEFAULT_LEVEL = 2;

interface Framed {
  readonly status?: number;
  readonly title: string;
  /** Parameters of the frame, where the host site chooses its look. */
  readonly parameters: URLSearchParams;
  readonly body: VNode;
}

/** `#0a5c4e`; the number sign may be left out of an address. */
function accentOf(parameters: URLSearchParams): string | null {
  const digits = /^#?([\da-f]{6})$/i.exec(parameters.get('accent') ?? '')?.[1];
  return digits === undefined ? null : `#${digits}`;
}

export function headingLevelIn(parameters: URLSearchParams): HeadingLevel {
  return readHeadingLevel(parameters.get('niveau-titre'), DEFAULT_LEVEL);
}

/** Page shown inside other sites. */
export function inFrame({ status = 200, title, parameters, body }: Framed): PageAnswer {
  const appearance = parameters.get('apparence');
  return {
    status,
    head: {
      title,
      description: 'Recommandations d’Essaimage, à afficher dans un autre site.',
      canonicalPath: FRAME_PATH,
      isIndexed: false,
    },
    isFramed: true,
    hydration: { entry: 'frame', data: { accent: accentOf(parameters) } },
    body: (
      <div class={appearance === 'clair' || appearance === 'sombre' ? `frame-${appearance}` : undefined}>
        {body}
      </div>
    ),
  };
}
