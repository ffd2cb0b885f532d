import { fold } from '../../../domain/text/fold.ts';

/** Longer lines are paragraphs. */
const MAX_HEADING_LENGTH = 60;
const MAX_SPEAKER_LENGTH = 420;

const ROLE_HEADING =
  /^(?:le |les )?roles?(?: specifiques?| jou[eé]s?)? (?:de|des|du|par) (?:la |les |l')?(?:collectivite|commune|ville|metropole|agglomeration|intercommunalite|departement|region)/;
const SITUATING_HEADING = /^(?:intercommunalite|epci) ?:/;
const CLOSING_HEADING =
  /^(?:ressources?|pour aller plus loin|en savoir plus|conclusion|contacts?|a lire|liens?|documents?|calendrier|avec les interventions|intervenants?|les intervenants|les questions|questions|debat|echanges avec|programme|sommaire|telecharger|voir aussi|sources?)\b/;
/** Sentences about the event or the page, and not about an action of a collectivité. */
const META_SENTENCE = [
  /\b(?:cette|la|une|notre) (?:\d\S* )?(?:conference|rencontre|visioconference|table ronde|journee)(?: en ligne)?\b.*\b(?:organise|inscri|porta|rassembl|reuni|fait suite|avait|permis|s'est tenu)/,
  /\b(?:ce|un|le) webinaire\b/,
  /\ble rtes (?:organis|a reuni|a organise|propos)/,
  /^\(?re\)?visionn|^telecharge|^cliquez|^inscri(?:vez|ptions?)\b|^(?:je m'inscris|rejoignez-nous|contactez-nous|candidatez)\b/,
  /^vous etes interess|^pour vous inscrire|collectivites adherentes|connecte[rz] (?:vous|-vous)|espace membre/,
  /\b(?:collectivites|communes|territoires|elus|villes|departements|regions|intercommunalites) temoignent\b/,
  /\b(?:ont|a) (?:presente|illustre) (?:quelques|les differents|la facon)|sont revenus sur|se (?:sont|est) exprime/,
  /^(?:elle|cette rencontre|ce webinaire|il) (?:etait|a ete|fut) l'occasion/,
];

const ROLE_NOUNS =
  'adjointe?|elue?|maire|vice-presidente?|presidente?|conseill(?:er|ere)|chargee?s?|charge\\.e|directeur|directrice|responsable|cheffe?|deleguee?|coordinat(?:eur|rice)|animat(?:eur|rice)|sociologue|economiste|cherche(?:ur|use)|maitre|fondat(?:eur|rice)|co-?fondat(?:eur|rice)|gerante?|secretaire|technicien(?:ne)?|referente?|chercheure|dga|dgs|direct(?:ion)|cooperative|association';
const PERSON = "\\p{Lu}[\\p{L}'’.-]+(?: (?:d[eu] |d['’])?\\p{Lu}[\\p{L}'’.-]+){1,3}";
const SPEAKER = new RegExp(
  `^(?:Pour |Selon |D['’]après )?(${PERSON})(?: et ${PERSON})?(?:\\s*[,:(–-]|\\s+(?=\\p{Ll}))`,
  'u',
);
const STARTS_WITH_PERSON = new RegExp(`^${PERSON} (?:a|ont|est|sont|pr[ée]cise|rappelle|souligne)\\b`, 'u');
const SPEAKER_ROLE = new RegExp(`^.{0,12}?\\b(?:${ROLE_NOUNS})\\b`);

/** Verb with its participle: the line does more than present somebody. « à » is not an auxiliary. */
const SAID = /[\s’'](?:a|ont|avait|est|sont) (?:\p{L}+ )?\p{L}+(?:é|i|is|it|u|us)e?s?\b/u;

const EVENT =
  /\b(?:conferences?|visioconference|webinaires?|rencontres?|journees?|ateliers?|visites?|forum|assises|universite|seminaire|colloque|assemblee generale)\b/;

/** Tells whether a title announces an event, whose place may only be its venue. */
export function isAboutEvent(title: string): boolean {
  return EVENT.test(fold(title));
}

/** Recognises « Rôle de la collectivité », before the actions of the collectivité. */
export function isRoleHeading(line: string): boolean {
  return ROLE_HEADING.test(fold(line));
}

/** Recognises « Intercommunalité : … », which says where the commune of a text is. */
export function isSituatingHeading(line: string): boolean {
  return SITUATING_HEADING.test(fold(line));
}

/** Recognises a heading that ends the cases. */
export function isClosingHeading(line: string): boolean {
  return CLOSING_HEADING.test(fold(line).replace(/^[^a-z0-9]+/, ''));
}

/** Recognises a heading in a text without marks. */
export function looksLikeHeading(line: string): boolean {
  if (line.length > MAX_HEADING_LENGTH || /[.;,…]$/.test(line)) return false;
  return isRoleHeading(line) || isClosingHeading(line);
}

/** Recognises a line that concludes on all the cases. */
export function isClosingLine(line: string): boolean {
  return /^(?:comme rappele par|en conclusion|pour conclure|en synthese|les echanges ont permis)/.test(
    fold(line),
  );
}

/** Recognises « Retrouvez… » or « Revoir… », which may also tell what a collectivité did. */
export function isInvitation(sentence: string): boolean {
  return /^(?:retrouvez|\(?re\)?voir|revoir|voir (?:aussi|le|la|les)\b)/.test(fold(sentence));
}

export function isMetaSentence(sentence: string): boolean {
  const folded = fold(sentence);
  return META_SENTENCE.some((pattern) => pattern.test(folded));
}

/** Line with only a name, or a name and a structure: « Prénom Nom, Association Exemple ». */
const NAME_LINE = new RegExp(`^(${PERSON})(?:,\\s*[^.;:]{1,60}\\.?)?\\s*$`, 'u');

/** Returns the person that a line of a list presents, or null. */
export function findNamedInList(line: string): string | null {
  return NAME_LINE.exec(line)?.[1] ?? null;
}

/** Tells whether a sentence starts with a person's name: « Prénom Nom a rappelé ». */
export function startsWithPerson(sentence: string): boolean {
  return findSpeaker(sentence) !== null || STARTS_WITH_PERSON.test(sentence);
}

/** Finds a person presented at the start of a text: « Prénom Nom, chargée de mission à la ville de … ». */
export function findSpeaker(
  text: string,
): { readonly name: string; readonly isLineOfSpeaker: boolean } | null {
  const found = SPEAKER.exec(text);
  const name = found?.[1];
  if (found === null || name === undefined) return null;
  const after = fold(text.slice(found[0].length)).replace(/^[\s,:(–-]+/, '');
  if (!SPEAKER_ROLE.test(after)) return null;
  const hasText = /[^.]\.\s|\s:\s|\w:\s/.test(after.slice(0, MAX_SPEAKER_LENGTH));
  const isTold = hasText || SAID.test(text) || text.length > MAX_SPEAKER_LENGTH;
  return { name, isLineOfSpeaker: !isTold };
}
