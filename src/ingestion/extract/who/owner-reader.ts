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
const ARTICLE = /^(?:l[’']|la |les? )/i;

/** Returns the collectivité that a publisher is, as it writes its name; null for anybody else. */
function ownerOf(publisher: string, gazetteer: Gazetteer): string | null {
  const names = [publisher, ...publisher.split(SEPARATOR)].map((part) => part.replace(OF_SITE, '').trim());
  const isMeant = (name: string) =>
    !ARTICLE.test(name) &&
    meantTerritories(name, gazetteer.search(withoutPlace(name), MOST_NAMESAKES)).length > 0;
  return names.find(isMeant) ?? null;
}

/**
 * Creates a reader that puts before the title of a resource the collectivité whose site it comes from, when only its
 * publisher names it: « la commune » and « nous » then mean it.
 */
export function createOwnerReader(gazetteer: Gazetteer): (resource: Resource) => Resource {
  // The resources of a listing have one publisher, and the search for it takes as long as reading them.
  let known: { readonly publisher: string; readonly owner: string | null } | null = null;
  return (resource) => {
    const { publisher, title } = resource;
    if (publisher === null) return resource;
    if (known?.publisher !== publisher) known = { publisher, owner: ownerOf(publisher, gazetteer) };
    const { owner } = known;
    // « Redonner vie » does not name Redon.
    const isNamed = (name: string) => ` ${foldQuery(title).full} `.includes(` ${foldQuery(name).core} `);
    if (owner === null || isNamed(withoutPlace(owner))) return resource;
    return { ...resource, title: `${owner} : ${title}` };
  };
}
