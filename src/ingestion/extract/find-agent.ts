import { fold } from '../../domain/text/fold.ts';
import type { Case, CaseSentence } from './case.ts';
import { isActing, isPartner } from './find-openings.ts';

/** Who does what a sentence tells: the collectivité, somebody else, or the sentence does not say. */
export type Agent = 'own' | 'unsaid' | 'other';

const BODY =
  "(?:ville|collectivites?|communes?|metropole|agglomeration|intercommunalite|departement|region|communaute (?:de communes|d'agglomeration|urbaine)|mairie|municipalite|elue?s?|maire|vice-presidente?|ccas|conseil (?:municipal|departemental|regional|communautaire)|services? (?:municipaux|de la ville))";
const OWN_WORD = new RegExp(`^${BODY}$`);
const OWN_SUBJECT = new RegExp(
  `(?:^|[,;:.] |\\bque? |\\bou |\\bet |^[^,]{0,50} )(?:la |le |les |l'|leurs? |sa |son |notre )${BODY}\\b(?! (?:et|ou) )(?!, (?:le|la|les|l') )`,
);
const BY_BODY = new RegExp(
  `\\bpar (?:la |le |les |l')${BODY}\\b|\\b(?:lien|partenariat|soutien|appui|soutien financier)\\w* (?:avec |de |du |des )?(?:la |le |les |l')${BODY}\\b`,
);
/** « mise à disposition d'un lieu de la communauté de communes ». */
const GIVEN_BY_BODY = new RegExp(
  `\\b(?:disposition|soutien|pret|aide)\\b.{0,60}\\b(?:de la|du|des|de l') ?${BODY}\\b`,
);
/** Whoever speaks for the collectivité says « nous ». */
const WE = /(?:^|[,;:.] |\bet )nous (?!les?\b)/;
/** « La foire a ensuite été créée »: what stands first is not who acts. */
const PASSIVE =
  /^.{0,60}\b(?:a|ont|est|sont) (?:\w+ ){0,2}(?:ete )?(?:creee?s?|lancee?s?|ouverte?s?|instauree?s?|mise?s? en place|organisee?s?)\b/;
const PRONOUN = /^(?:elles?|ils?|ce travail|cette (?:politique|demarche)|pour ce faire)\b/;
const OTHER_SUBJECT =
  /^(?:(?:en \d{4},? |depuis [^,]{0,20}, )?(?:l'|la |le |les |une |un |cette |leurs? |ces |ce )?(?:associations?|cooperatives?|cae|union|fondations?|etat|ademe|habitants?|mecaniciens?|femmes|personnes|entreprises|structures|regie|groupe|producteurs?|binome|etude|etudes|recherche-action menee par|rtes|participants?|rapport|auteurs?|reseau|europe|seule condition|plaintes|competences|preconisations)\b)/;

/** « Le GRDR a … », « La Pioche propose »: a proper name that is no territory of the case. */
function beginsWithOtherName(sentence: CaseSentence): boolean {
  const found = /^(?:L[’']|L[aeA]s? |Les )?(\p{Lu}[\p{L}\p{N}’'-]*)/u.exec(sentence.text);
  // « La Ville prête »: a capital letter of respect.
  if (found?.[1] === undefined || OWN_WORD.test(fold(found[1]))) return false;
  const hasArticle = found[0].length > found[1].length;
  const isAcronym = /^\p{Lu}{2,}\d*$/u.test(found[1]);
  if (!hasArticle && !isAcronym) return false;
  const start = sentence.start + found[0].length - found[1].length;
  return !sentence.places.some(({ mention }) => mention.start <= start && mention.end > start);
}

function isNamedAgent(sentence: CaseSentence, own: Case): boolean {
  return sentence.places.some((located) => {
    if (!own.places.some(({ place }) => place.key === located.place.key)) return false;
    const before = fold(sentence.text.slice(0, Math.max(0, located.mention.start - sentence.start)));
    return (
      isActing(sentence, located) ||
      isPartner(sentence, located) ||
      /\bpar (?:la |le |les |l')?$/.test(before)
    );
  });
}

/** Who acts in the sentence; `previous` is who acts in the one before, for « elle », « ils ». */
export function findAgent(sentence: CaseSentence, own: Case, previous: Agent): Agent {
  if (sentence.isRole || sentence.line.kind === 'table-row') return 'own';
  if (isNamedAgent(sentence, own)) return 'own';
  const folded = fold(sentence.text);
  if (BY_BODY.test(folded) || GIVEN_BY_BODY.test(folded)) return 'own';
  if (PASSIVE.test(folded)) return OWN_SUBJECT.test(folded) ? 'own' : 'unsaid';
  if (OTHER_SUBJECT.test(folded) || beginsWithOtherName(sentence)) return 'other';
  if (OWN_SUBJECT.test(folded) || WE.test(folded)) return 'own';
  return PRONOUN.test(folded) && previous !== 'unsaid' ? previous : 'unsaid';
}
