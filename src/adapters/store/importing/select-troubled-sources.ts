import { sql } from 'drizzle-orm';
import { isoInstant } from '../rows/iso-instant.ts';

const MOST_SOURCES = 500;

/** For editors who may read members' experiences. An address that no published experience quotes is left out. */
export const selectTroubledSources = sql`
  select url, outcome, detail, ${isoInstant('checked_at')} as "checkedAt",
    json_agg(json_build_object('id', id, 'title', document ->> 'title') order by id) as experiences
  from source_checks join experiences on document -> 'source' ->> 'url' = url
  where outcome <> 'reached' and status = 'published'
  group by url, outcome, detail, checked_at
  order by outcome desc, url limit ${MOST_SOURCES}::int`;
