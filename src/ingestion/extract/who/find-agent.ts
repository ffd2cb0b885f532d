import { fold } from '../../../domain/text/fold.ts';
import type { Case, CaseSentence } from '../case/case.ts';
import { isActing, isIntroduced } from '../case/find-openings.ts';

/** Agent of an action: the collectivité of the case, somebody else, or unsaid. */
export type Agent = 'own' | 'unsaid' | 'other';

/** Agent from an offset of a sentence on. */
interface Marker {
  readonly at: number;
  readonly agent: Agent;
}

/** Agents of a sentence. Offsets are in its folded text. */
export interface Agents {
  /** Returns the agent at an offset. */
  agentAt(at: number): Agent;
  /** True when the collectivité acts anywhere in the sentence. */
  readonly hasOwn: boolean;
  /** Agent that « elle » or « ils » mean in the next sentence. */
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
/** Pronouns for the collectivité: « nous » of its speakers, « celle-ci ». */
const WE = /\b(?:nous (?!les?\b)|celle-ci )/g;
const BY_BODY = new RegExp(
  `\\bpar (?:la |le |les |l'|sa )${BODY}\\b|\\b(?:lien|partenariat|soutien|appui|soutien financier|aide|charge)\\w* (?:avec |de |du |des )?(?:la |le |les |l')?${BODY}\\b|\\b(?:disposition|pret)\\b.{0,60}\\b(?:de la|du|des|de l') ?${BODY}\\b`,
);
const OTHER_NOUN =
  '(?:ministere|gouvernement|prefecture|banques?|caf|laureats?|ptce laureats?|associations?|cooperatives?|cae|union|fondations?|etat|ademe|habitants?|mecaniciens?|femmes|personnes|entreprises|structures?|regie|groupe|producteurs?|binome|rtes|participants?|rapport|auteurs?|reseau|europe|plaintes|competences|preconisations|collectif|ressourcerie|recyclerie|chercheurs?|benevoles|salaries|bailleur|seule condition)';
const OTHER = new RegExp(
  `\\b(?:l'|la |le |les |une |un |ces |leurs? |\\d+ |${NUMBER} )(?:\\d+ |${NUMBER} )?${OTHER_NOUN}\\b`,
  'g',
);
/** Prepositions: the noun after one is not a subject. */
const AFTER_PREPOSITION =
  /(?:^|[\s('])(?:de|d|du|des|a|au|aux|avec|par|pour|dans|en|sur|chez|entre|vers|sous|sans|contre|selon|dont|aupres de)['’]?\s*$/;
const PRONOUN = /^(?:elles?|ils?|ce travail|cette (?:politique|demarche)|pour ce faire)\b/;
/** Passive, where the first noun is not the agent: « La foire a ensuite été créée ». */
const PASSIVE =
  /^.{0,60}\b(?:(?:a|ont) (?:\w+ ){0,2}ete|est|sont) (?:\w+ ){0,2}(?:creee?s?|lancee?s?|ouverte?s?|instauree?s?|mise?s? en place|organisee?s?)\b/;

function nounsBy(pattern: RegExp, folded: string, agent: Agent): readonly Marker[] {
  return Array.from(folded.matchAll(pattern), ({ index }) => ({ at: index, agent })).filter(
    ({ at }) => !AFTER_PREPOSITION.test(folded.slice(Math.max(0, at - 14), at)),
  );
}

/** Recognises a proper name that is not a territory: « Le GRDR a … », « La Pioche propose ». */
function properSubject(sentence: CaseSentence): readonly Marker[] {
  const found = /^(?:L[’']|L[aeA]s? |Les )?(\p{Lu}[\p{L}\p{N}’'-]*)/u.exec(sentence.text);
  // « La Ville prête »: a courtesy capital.
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
    .filter((located) => isActing(sentence, located) || isIntroduced(sentence, located))
    .map(({ mention }) => ({ at: Math.max(0, mention.start - sentence.start), agent: 'own' }));
}

/** Finds other collectivités that act: « La Région … a financé », in the case of a commune. */
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

/** Finds the agents of a sentence; `previous` is the subject of the one before, for « elle », « ils ». */
export function findAgents(sentence: CaseSentence, own: Case, previous: Agent): Agents {
  if (sentence.isRole || sentence.line.kind === 'table-row') return everywhere('own');
  const folded = fold(sentence.text);
  if (BY_BODY.test(folded) || isDoneByPlace(sentence, own)) return everywhere('own');
  const first: Agent = PRONOUN.test(folded) ? previous : 'unsaid';
  const others = PASSIVE.test(folded) ? [] : [...properSubject(sentence), ...nounsBy(OTHER, folded, 'other')];
  const elsewhere = otherPlaceMarkers(sentence, own);
  const owns = [
    ...nounsBy(OWN, folded, 'own'),
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
