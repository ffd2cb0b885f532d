import { fold } from '../../../domain/text/fold.ts';
import type { Case, CaseSentence } from '../case/case.ts';
import { isActing, isPartner } from '../case/find-openings.ts';

/** Who does what a sentence tells: the collectivité, somebody else, or the sentence does not say. */
export type Agent = 'own' | 'unsaid' | 'other';

/** Who acts, from one place of a sentence on. */
interface Marker {
  readonly at: number;
  readonly agent: Agent;
}

/** The agents of a sentence. Offsets are those of its folded text. */
export interface Agents {
  /** Who acts in what is said at this place. */
  agentAt(at: number): Agent;
  /** Whether the collectivité acts anywhere in the sentence. */
  readonly hasOwn: boolean;
  /** Who the next sentence means by « elle », « ils ». */
  readonly subject: Agent;
}

const BODY =
  "(?:ville|collectivites?(?: territoriale)?|communes?|metropole|eurometropole|agglomeration|agglo|intercommunalites?|departement|region|communautes? (?:de communes|d'agglomeration|urbaine)|mairie|municipalite|municipales?|epci|ept|elue?s?|maire|vice-presidente?|ccas|conseil (?:municipal|general|departemental|regional|communautaire|metropolitain)|services? (?:municipaux|municipal|dechets|de la ville)|territoire)";
const OWN_WORD = new RegExp(`^${BODY}$`);
const NUMBER = '(?:deux|trois|quatre|cinq|six|sept|huit|dix|douze)';
const OWN = new RegExp(
  `\\b(?:la |le |l'|sa |son |leur |notre |cette |(?:les |ces )(?:${NUMBER} )?|${NUMBER} )${BODY}\\b`,
  'g',
);
/** Whoever speaks for the collectivité says « nous »; « celle-ci » resumes it. */
const WE = /\b(?:nous (?!les?\b)|celle-ci )/g;
const BY_BODY = new RegExp(
  `\\bpar (?:la |le |les |l'|sa )${BODY}\\b|\\b(?:lien|partenariat|soutien|appui|soutien financier|aide|charge)\\w* (?:avec |de |du |des )?(?:la |le |les |l')?${BODY}\\b|\\b(?:disposition|pret)\\b.{0,60}\\b(?:de la|du|des|de l') ?${BODY}\\b`,
);
const OTHER_NOUN =
  '(?:associations?|cooperatives?|cae|union|fondations?|etat|ademe|habitants?|mecaniciens?|femmes|personnes|entreprises|structures?|regie|groupe|producteurs?|binome|rtes|participants?|rapport|auteurs?|reseau|europe|plaintes|competences|preconisations|collectif|ressourcerie|recyclerie|chercheurs?|benevoles|salaries|bailleur|seule condition)';
const OTHER = new RegExp(`\\b(?:l'|la |le |les |une |un |ces |leurs? )${OTHER_NOUN}\\b`, 'g');
/** A noun after one of these is no subject. */
const AFTER_PREPOSITION =
  /(?:^|[\s('])(?:de|d|du|des|a|au|aux|avec|par|pour|dans|en|sur|chez|entre|vers|sous|sans|contre|selon|dont|aupres de)['’]?\s*$/;
const PRONOUN = /^(?:elles?|ils?|ce travail|cette (?:politique|demarche)|pour ce faire)\b/;
/** « La foire a ensuite été créée »: what stands first is not who acts. */
const PASSIVE =
  /^.{0,60}\b(?:a|ont|est|sont) (?:\w+ ){0,2}(?:ete )?(?:creee?s?|lancee?s?|ouverte?s?|instauree?s?|mise?s? en place|organisee?s?)\b/;

/** « la communauté d'agglomération du » before a name, in characters. */
const LONGEST_ANNOUNCEMENT = 40;

function nounsBy(pattern: RegExp, folded: string, agent: Agent): readonly Marker[] {
  return Array.from(folded.matchAll(pattern), ({ index }) => ({ at: index, agent })).filter(
    ({ at }) => !AFTER_PREPOSITION.test(folded.slice(Math.max(0, at - 14), at)),
  );
}

/** « Le GRDR a … », « La Pioche propose »: a proper name that is no territory. */
function properSubject(sentence: CaseSentence): readonly Marker[] {
  const found = /^(?:L[’']|L[aeA]s? |Les )?(\p{Lu}[\p{L}\p{N}’'-]*)/u.exec(sentence.text);
  // « La Ville prête »: a capital letter of respect.
  if (found?.[1] === undefined || OWN_WORD.test(fold(found[1]))) return [];
  const hasArticle = found[0].length > found[1].length;
  const isAcronym = /^\p{Lu}{2,}\d*$/u.test(found[1]);
  if (!hasArticle && !isAcronym) return [];
  const start = sentence.start + found[0].length - found[1].length;
  const isPlace = sentence.places.some(({ mention }) => mention.start <= start && mention.end > start);
  return isPlace ? [] : [{ at: 0, agent: 'other' }];
}

function placeMarkers(sentence: CaseSentence, own: Case): readonly Marker[] {
  return sentence.places
    .filter(({ place }) => own.places.some((known) => known.place.key === place.key))
    .filter((located) => isActing(sentence, located) || isPartner(sentence, located))
    .map(({ mention }) => ({ at: Math.max(0, mention.start - sentence.start), agent: 'own' }));
}

/** « La Région … a financé », in the story of a commune: another collectivité acts. */
function otherPlaceMarkers(sentence: CaseSentence, own: Case): readonly Marker[] {
  return sentence.places
    .filter(({ place }) => !own.places.some((known) => known.place.key === place.key))
    .filter((located) => located.mention.announced !== null && isActing(sentence, located))
    .map(({ mention }) => ({ at: Math.max(0, mention.nameStart - sentence.start), agent: 'other' }));
}

function isDoneByPlace(sentence: CaseSentence, own: Case): boolean {
  return sentence.places.some(({ place, mention }) => {
    if (!own.places.some((known) => known.place.key === place.key)) return false;
    return /\bpar (?:la |le |les |l')?$/.test(
      fold(sentence.text.slice(0, Math.max(0, mention.start - sentence.start))),
    );
  });
}

function everywhere(agent: Agent): Agents {
  return { agentAt: () => agent, hasOwn: agent === 'own', subject: agent };
}

/** Who acts in a sentence; `previous` is who acts in the one before, for « elle », « ils ». */
export function findAgents(sentence: CaseSentence, own: Case, previous: Agent): Agents {
  if (sentence.isRole || sentence.line.kind === 'table-row') return everywhere('own');
  const folded = fold(sentence.text);
  if (BY_BODY.test(folded) || isDoneByPlace(sentence, own)) return everywhere('own');
  const first: Agent = PRONOUN.test(folded) ? previous : 'unsaid';
  const others = PASSIVE.test(folded) ? [] : [...properSubject(sentence), ...nounsBy(OTHER, folded, 'other')];
  const elsewhere = otherPlaceMarkers(sentence, own);
  // « La Région » is then not the collectivité of the case.
  const isOther = ({ at }: Marker) =>
    elsewhere.some((other) => Math.abs(other.at - at) <= LONGEST_ANNOUNCEMENT);
  const owns = [
    ...nounsBy(OWN, folded, 'own').filter((marker) => !isOther(marker)),
    ...nounsBy(WE, folded, 'own'),
    ...placeMarkers(sentence, own),
  ];
  const markers = [{ at: -1, agent: first }, ...others, ...elsewhere, ...owns].sort((a, b) => a.at - b.at);
  return {
    agentAt: (at) => markers.findLast((marker) => marker.at <= at)?.agent ?? 'unsaid',
    hasOwn: owns.length > 0 || first === 'own',
    subject: markers.find(({ agent }) => agent !== 'unsaid')?.agent ?? 'unsaid',
  };
}
