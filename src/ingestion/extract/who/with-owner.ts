import type { Resource } from '../../../domain/resource/resource.ts';
import { foldQuery } from '../../../domain/territory/fold-name.ts';
import {
  MOST_NAMESAKES,
  meantTerritories,
  withoutPlace,
} from '../../../domain/territory/meant-territories.ts';
import type { Gazetteer } from '../../../ports/gazetteer.ts';

const SEPARATOR = /\s+[|–—·•-]\s+|\s*[|:,]\s*/;
/** Words of a site before the name of its collectivité: « Site officiel de la ville de … ». */
const OF_SITE =
  /^(?:bienvenue (?:à|a|sur)|accueil|portail|(?:le )?site(?: internet| web)?(?: officiel)?)\s+(?:de la |de l[’']|du |des |de |d[’'])?/iu;
/** « La Croix » and « L’Union » are newspapers, and communes. */
const ARTICLE = /^(?:l[’']|l[ae]s? )/i;

/** Returns the collectivité that a publisher is, as it writes its name; null for anybody else. */
function ownerOf(publisher: string, gazetteer: Gazetteer): string | null {
  const names = [publisher, ...publisher.split(SEPARATOR)].map((part) => part.replace(OF_SITE, '').trim());
  const isMeant = (name: string) =>
    name !== '' &&
    !ARTICLE.test(name) &&
    meantTerritories(name, gazetteer.search(withoutPlace(name), MOST_NAMESAKES)).length > 0;
  return names.find(isMeant) ?? null;
}

/**
 * Puts before the title of a resource the collectivité whose site it comes from, when only its publisher names it:
 * « la commune » and « nous » then mean it.
 */
export function withOwner(resource: Resource, gazetteer: Gazetteer): Resource {
  const { publisher, title } = resource;
  const owner = publisher === null ? null : ownerOf(publisher, gazetteer);
  if (owner === null || foldQuery(title).full.includes(foldQuery(withoutPlace(owner)).core)) return resource;
  return { ...resource, title: `${owner} : ${title}` };
}
