/**
 * Refusals of a request, of a means («sans subvention ni local») or of a subject («surtout pas un tiers-lieu», «on a
 * déjà une recyclerie»). A lack is a need, not a refusal: «pas de local disponible», «on n’a pas de crèche», «une
 * association sans local». So a means is refused by every turn that may refuse it, a subject by the sure ones only.
 * The expressions read a folded text.
 */
import type { IsKnown } from '../matching/synonyms.ts';
import { foldedView } from '../text/fold.ts';
import { type Range, splitWords, type Word } from '../text/words.ts';

const CLAUSE_START = String.raw`(?<=^|[.,;:!?(]\s*|\b(?:mais|et|ou|surtout|donc)\s+)`;
/** Collectivité that speaks, or no subject: what associations cannot do is not refused. */
const SPEAKER = String.raw`(?<=^|[.,;:!?(]\s*|\b(?:nous|on|je|et|mais|ou|car|que|commune|communes|ville|mairie|village|agglo|agglomeration|intercommunalite|communaute|metropole|departement|region|municipal|departemental|regional|communautaire|conseil|assemblee|syndicat|maire|elus|collectivite)\s+)`;
/** Collectivité that speaks, named. */
const OURSELVES = String.raw`(?<=\b(?:nous|on|je|commune|ville|mairie|agglo|communaute|metropole|departement|region|conseil|assemblee|syndicat|maire|elus)\s+)`;
const WILL = String.raw`(?:veu(?:x|t|lent)|voul(?:ons|ez)|voudr\w+|souhait\w+|peu(?:x|t|vent)|pouv(?:ons|ez)|pourr\w+|compt\w+|prevo\w+|envisag\w+|donn\w+|vers\w+|financ\w+|subventionn\w+|pret\w+|accord\w+|garanti\w*|cherch\w+|demand\w+|lanc\w+|sign\w+|mett\w+|pass\w+|ser(?:a|ont)|portera|achete\w+|entrer\w+)`;
const HAVE = String.raw`n'(?:a|ai|avons|avez|ont|y\s+(?:a|aura))\s+(?:pas|plus|aucune?)`;

/** Verbs after which a thing stays: «sans attendre la subvention», «refuser de murer le bâtiment». */
const KEEPING = String.raw`(?:attend|oubli|parl|compt|perd|quitt|chang|supprim|baiss|redui|ferm|arret|romp|cass|mention|cit|neglig|evoqu|rend|remett|mur|demol|vend|brad|abandonn|detrui|delaiss|laiss)\w*`;
const INFINITIVE = String.raw`(?!${KEEPING})\w+(?:er|ir|re|oir)\s+`;
/** Acts that are refused like verbs: «pas d’entrée au capital», «aucun achat de bâtiment». */
const ACT = String.raw`(?:entree|prise|achat|recours|versement|octroi|acquisition)s?\s+`;
const VERB = new RegExp(`${INFINITIVE}|${ACT}`);
const LIGHT = [
  `(?:d|l|qu)'`,
  String.raw`(?:de|du|des|une?|les?|la|a|aux?|en|par|avec|toute?s?|un\s+(?:euro|centime|sou)|garante?|que|aucune?|nos|notre|leurs?|lui|y|besoin|recours|entendre|parler|simple|enieme|nouve(?:au|lle)s?|grosses?|grande?s?|petite?s?|moindre|vraie?|veritable|encore|davantage|plus|trop)\s+`,
  INFINITIVE,
  ACT,
  String.raw`en\s+(?:leur\s+)?\w+ant\s+`,
  // «reprendre la crèche en régie»
  String.raw`(?:l'|(?:le|la|les|notre|nos|une?|ce|cette)\s+)\w+\s+en\s+`,
].join('|');

/** Places where a thing lacks: «rien dans le village». */
const NEARBY = String.raw`(?:(?:l[ae]s?|nos|notre|mon|ma|ce|cette|une?)\s+|l')?(?:petits?\s+)?(?:village|bourg|commune|ville|quartier|secteur|canton|coin|vallee|region|departement|campagne|hameau|centre|zone|environ|alentour|rayon|budget|immediat)`;

/** Turns that compare: only a noun after them is refused, «plutôt que de jeter» refuses nothing. */
const COMPARING = String.raw`\b(?:plutot|autre\s+chose|autrement)(?=\s+qu)|\bautres?(?=\s+qu(?:e\s|'))|\bau\s+lieu(?=\s+d)|\balternatives?(?=\s+(?:a|aux?)\s)`;
/** Turns that refuse all that follows them. */
const SURE = [
  COMPARING,
  String.raw`\b(?:surtout|de\s+grace,?)\s+(?:pas|rien)(?=\s+(?:d'|de\s|du\s|des\s|une?\s|les?\s|la\s|l'|en\s|par\s))|\bpas\s+(?:besoin|envie)(?=\s+d)|\bcontre(?=\s+toute?s?\s)`,
  String.raw`(?<=\bmais\s+(?:plutot\s+)?)pas(?=\s+(?:d'|de\s|une?\s|des\s|en\s))`,
  String.raw`\b(?:sauf|hormis|excepte(?:\s+pour)?|a\s+part|a\s+l'(?:exception|exclusion)|en\s+dehors)\b(?!\s+(?:de\s+ca|si\s|erreur|(?:le\s+)?\w+di\b|dans\s|que\s|entiere?\b|moi\b|cela|ca\b))`,
  String.raw`(?<!-)\bhors(?![\s-]+(?:d'|de\s|les?\s|(?:la\s+loi|sol|saison|service|normes?|murs|prix|gel|ligne|sujet|quotas?|\w+di|taxes?|temps|periode|vacances|antenne|cadre|budget)\b))`,
  String.raw`\b(?:hors\s+de|pas)\s+question|\best\s+exclu(?=\s+d)|${OURSELVES}(?:excluons|exclut|refus(?:e|ons|ent)|rejette|ecart(?:ons|ent))\b|\b(?:a|ont|avons)\s+(?:rejete|ecarte|exclu)\b`,
  String.raw`${CLAUSE_START}rien\s+(?:avec|dans(?!\s+${NEARBY})|qui\s+(?:passe|soit|ressemble|releve))(?=\s)`,
  String.raw`\bqui\s+ne\s+(?:soi|serai)(?:t|ent)\s+(?:pas|ni)(?=\s+(?:encore\s+)?(?:une?\s+(?!simple\b)|des?\s|du\s|d'))`,
  String.raw`\bsans\s+(?=(?:ouvrir|creer|monter|lancer|construire|passer\s+par)\s)`,
  String.raw`\b(?:inutile|pas\s+la\s+peine)\s+(?:donc\s+)?de\s+(?:(?:me|nous)\s+)?(?:re)?(?:parler|proposer)|\b(?:me|nous)\s+(?:parle|propose)z?\s+(?:pas|plus)(?:\s+non\s+plus)?|\b(?:on|nous)\s+ne\s+parl(?:e|ons)\s+pas\s+ici(?=\s+d)|\b(?:on|nous)\s+oublie?(?:ons)?\b|(?<=^|[.,;:!?]\s*)(?:oublie[zr]|evitez)\b|\bmerci\s+d'eviter\b(?!\s+de\s+\w+(?:er|ir)\b)`,
  String.raw`\bn(?:e\s+|')(?:veu(?:t|lent)|voulons|souhait\w+|voudr\w+)\s+(?:pas|plus|surtout\s+pas|en\s+aucun\s+cas)(?=\s+(?:entendre\s+parler\s+)?(?:d'|de\s|du\s|des\s|une?\s))(?!\s+de\s+\w+(?:er|ir)\b)`,
  String.raw`${SPEAKER}ne\s+(?:veu(?:x|t|lent)|voulons|souhait(?:e|ons|ent)|cherch(?:e|ons|ent))\s+(?:pas|plus|ni|en\s+aucun\s+cas)(?!\s+qu)`,
  String.raw`\b(?:sommes|est|sont)\s+(?:contre|(?:opposee?|hostile|defavorable|reticente?)s?\s+(?:a|aux?))(?=\s)|(?<=^|[.,;:!?]\s*)exit\b(?=\s+(?:l|d))`,
].join('|');

function before(refusal: string): RegExp {
  return new RegExp(`(?:${refusal})\\s*(?:${LIGHT})*$`);
}

const FIRM = before(
  [
    SURE,
    String.raw`\bni\b|(?:pas|plus|aucun)\s+(?:un\s+(?:seul\s+)?)?(?:euro|centime|sou)(?=\s+d)|\bsans\s+que\s+(?:(?:la|le|les|nous|on)\s+|l')\w+(?:\s+\w+)?\s+|(?<!(?:pas|plus)\s+)\bse\s+passer\b|\bexclu(?:re|ons)\b|\brefus(?:er|ons)\b|${OURSELVES}refus(?:e|ent)\b|\brenonc(?:er|ons)\b|\b(?:stop|halte)\b(?=\s+aux?\s)`,
    String.raw`(?:n(?:e\s+|')\w+\s+)?pas\s+(?:les\s+moyens|besoin)`,
    String.raw`${SPEAKER}n(?:e\s+|')(?:(?:leur|lui|y|en|se)\s+)?${WILL}\s+(?:pas|plus|jamais|aucune?)(?!\s+qu)`,
    String.raw`${SPEAKER}ne\s+(?:pas|plus|jamais)`,
    String.raw`(?<=\b(?:on|nous|je)\s+)(?:veu[tx]|voulons|peu[tx]|pouvons)\s+(?:pas|plus)`,
  ].join('|'),
);
/** «sans la subvention on ferme» says that it is needed. */
const WITHOUT = before(
  String.raw`\bsans\b(?!\s+(?:l'|(?:la|les?|cette|ces?|notre|leurs?(?!\s+${INFINITIVE}))\s+)(?!moindre))`,
);
/** Tells a lack when its object is a thing that one may lack, unless an infinitive stands in between. */
const SOFT = before(
  String.raw`${CLAUSE_START}(?:pas(?=\s+(?:d|par\s))|aucune?)|\bevit(?:er|ons|ent|ant|e)\b|\bzero\b`,
);
const HAVING = before(HAVE);
const AFTER =
  /^(?:\s+\w+)?\s*(?:(?:est|sont|reste|serait)\s+)?(?:de\s+rien\b|exclue?s?|hors\s+de\s+question|interdite?s?|impossibles?(?!\s+(?:a|de))|n'(?:est|etant)\s+pas\s+(?:possible|envisag|souhait|une\s+option))/;

const LACKABLE =
  /^(?:ingenierie|animat|competence|loca(?:l|ux)|batiment|salle|hangar|entrepot|ancien|tiers|terrain|parcelle|friche|foncier|terre|hectare|garant|reseau|filiere|formation|accompagnement)/;
const LACKING =
  /^(?:\s+\w+){0,2}\s*(?:\?|\b(?:disponibles?|libres?|adapte\w*|suffisant\w*)\b|:\s*(?:qui|comment|ou))/;
const TO_GIVE =
  /^(?:\s+\w+){0,2}\s+a\s+(?:\w+\s+)?(?:preter|donner|proposer|offrir|verser|mettre|accorder|louer|vendre|distribuer)\b/;
/** Words before a lack: «une association sans local», «se retrouve sans local». */
const BEFORE_LACK =
  /\b(?:associations?|collectifs?|structures?|clubs?|artisans?|producteurs?|paysans?|maraichers?|createurs?|porteurs?|personnes?|jeunes|adultes|habitants?|gens|entreprises?|troupes?|compagnies?|est|sont|reste|restent|retrouve|retrouvent|laissee?s?)\s+$/;
/** «Pas de local municipal» refuses to give one. */
const OURS = /^\s+(?:municipa|communa(?:l|ux)|intercommuna|publi)/;
/** Link to a refused word: «sans subvention ou prêt», «ne pas entrer au capital d’une SCIC». */
const LINK = /^\s+(?:(?:et|ou)\s+(?:de\s+|d'|des\s+)?|(?:de\s+|d')(?:une?\s+|la\s+|l')?|du\s+|des\s+)$/;

/** Beginning of a lack of several things: «il n’y a ni animateur ni argent». */
const LACKS_ALL = /\bn'(?:y\s+a|a|ai|ont|avons|avez)\s+(?:ni\b[^.;!?]*)?$/;

/** Longest refusal before its word, in UTF-16 units. */
const REACH = 100;

/** Says whether an infinitive follows the first word of a refusal. */
function hasVerb(refusal: string): boolean {
  return VERB.test(refusal.replace(/^[a-z]+/, ''));
}

function refusalBefore(head: string, tail: string, thing: boolean): string | null {
  const firm = FIRM.exec(head);
  if (firm?.[0].startsWith('ni') && LACKS_ALL.test(head.slice(0, firm.index))) return null;
  if (firm !== null) return firm[0];
  const without = WITHOUT.exec(head);
  if (without !== null) {
    const isState = thing && !hasVerb(without[0]) && BEFORE_LACK.test(head.slice(0, without.index));
    return isState ? null : without[0];
  }
  const having = HAVING.exec(head)?.[0];
  if (having !== undefined) return TO_GIVE.test(tail) ? having : null;
  const soft = SOFT.exec(head)?.[0];
  if (soft === undefined || LACKING.test(tail)) return null;
  return thing && !hasVerb(soft) && !OURS.test(tail) ? null : soft;
}

/**
 * Finds which mentions of a means a text refuses.
 * @param mentions in order; they may overlap
 * @returns for each mention, in the same order, the refusal and what it refuses, as typed, or null
 */
export function findRefusals(text: string, mentions: readonly Word[]): readonly (Word | null)[] {
  if (mentions.length === 0) return [];
  const { folded, toFolded, asTyped } = foldedView(text);
  let previous: Range | null = null;
  return mentions.map((mention) => {
    const [start, end] = [toFolded(mention.start), toFolded(mention.end)];
    const tail = folded.slice(end);
    const refused = refusalBefore(
      folded.slice(Math.max(0, start - REACH), start),
      tail,
      LACKABLE.test(folded.slice(start)),
    );
    // «Recrutement impossible» is a lack.
    const after = /^(?:recrut|embauch)/.test(folded.slice(start)) ? undefined : AFTER.exec(tail)?.[0];
    const isLinked = previous !== null && LINK.test(folded.slice(previous.end, start));
    if (refused !== null) previous = { start: start - refused.length, end };
    else if (after !== undefined) previous = { start, end: end + after.length };
    else previous = isLinked && previous !== null ? { start: previous.start, end } : null;
    return previous && asTyped(previous);
  });
}

/** Refusal of a subject, as typed: the whole phrase, and the noun group that it refuses. */
export interface RefusedSubject {
  readonly words: Word;
  readonly subject: Word;
  /** Whether the territory has it already, which sets no lever aside. */
  readonly isHad: boolean;
}

/** Refusal in a folded text, and the noun groups that it refuses. */
interface Phrase {
  readonly start: number;
  readonly groups: readonly Range[];
}

const ENDING_WORDS =
  "qui|que|dont|existe\\w*|deja|ou|pour|car|parce|comme|comment|si|mais|et|ni|quand|alors|donc|on|nous|je|il|elle|ils|elles|ce|ca|est|sont|a\\s+(?:ete|deja)|ont|avec|sans|dans|sur|chez|depuis|avant|apres|faute|cette|ces|notre|nos|leurs?|non|trop|tres|plus|pas|ici|svp|merci|en|tout|toute|peut|faut|par|classiques?|habituel\\w*|(?:qu|c|j|n|s)'\\w+";
const WORD = `(?!(?:${ENDING_WORDS})\\b)(?:[dl]')?\\w+(?:-\\w+)*`;
const PEOPLE =
  'personnes?|gens|habitante?s?|jeunes|femmes|hommes|familles?|menages?|parents|enfants|etudiante?s?|eleves|seniors|aines|anciens|salariee?s?|retraitee?s?';
/** Noun with its complements: «foyer de jeunes travailleurs», «résidence pour seniors». */
const NOUN_GROUP = `${WORD}(?:[\\s']+${WORD}){0,5}(?:\\s+pour\\s+(?:les\\s+|des\\s+)?(?:${PEOPLE})\\b)?`;
const NOUN_GROUP_HERE = new RegExp(NOUN_GROUP, 'y');
const UNFINISHED = /(?:[\s']+(?:de|du|des|d|a|au|aux|l|la|le|les|une?))+$/;
/** Verbs whose object is a subject: «créer un tiers-lieu», and not «vendre le terrain». */
const MAKING =
  '(?:creer|ouvrir|faire|lancer|monter|construire|batir|installer|implanter|developper|avoir|entendre|parler|proposer|passer|confier|accueillir|soutenir)\\s+';
const ARTICLES = String.raw`(?:[dl]'|(?:tout\s+)?ce\s+qui\s+(?:est|touche|concerne|releve)\s+|encore\s+|davantage\s+d'|(?:de|du|des|une?|les?|la|a|aux?|en|par|avec|toute?s?|nos|notre|aucune?|enieme|simple|autres?|nouve(?:au|l|lle)s?)\s+)`;
/** «pas question de le vendre» refuses no subject. */
const VERB_BEFORE =
  /(?:^|\s|')(?:(?:pas|plus)(?:\s+les?|\s+la|\s+l')?|d[e']|a|y|en|se|ni|que|qu'|de\s+les?|de\s+la|de\s+l'|tout|cas)\s*$/;
const VERB_FORM =
  /^(?!(?:centre|theatre|cadre|foyer|verger|potager|loyer|loisir|terroir|comptoir|titre)s?\b)\w*(?:[^i]er|[^o]ir|[^t]oir|[dti]re|clure)\b/;
const PRONOUN =
  /^(?:le|la|les|vous|nous|chacun\w*|celle?s?|ceux|cela|rien|reste|personne|lui|moi|eux|autres?|deuxieme|seconde?)\b/;

const OPENING = new RegExp(`(?:${SURE})\\s*`, 'g');
const ARTICLES_HERE = new RegExp(`(?:que\\s+|qu')?(?:${ARTICLES}|${MAKING})*`, 'y');
const MAKES = new RegExp(MAKING);
const PRONOUN_OBJECT = new RegExp(`\\b(?:les?|la|l'|en|y)\\s*${MAKING}`);
/** Second subject of one refusal: «ni cours ni hébergement», «hors cantines et crèches». */
const AND =
  /(?:\s+de\s+plus)?(?:\s*,?\s*\b(?:ni|ou|et)\s+(?:hors\s+)?(?:(?:de|du|des|une?|les?|la)\s+|[dl]')*|\s*,\s*pas\s+d(?:e\s+|')|(?:\s*\([^()]*\))?\s*[,.;]\s*pas\s+non\s+plus\s+d(?:e\s+|'))/y;

function matchAt(expression: RegExp, text: string, index: number): string | null {
  expression.lastIndex = index;
  return expression.exec(text)?.[0] ?? null;
}

/** Returns the place of a noun group in the words that hold it, from `start` in the text. */
function placeGroup(words: string, start: number, group = ''): Range {
  const whole = group.replace(UNFINISHED, '');
  const from = start + words.indexOf(whole);
  return { start: from, end: from + whole.length };
}

/** Returns the noun group that begins at an index; null when a verb or a pronoun does. */
function nounGroupAt(folded: string, index: number): Range | null {
  const group = matchAt(NOUN_GROUP_HERE, folded, index)?.replace(UNFINISHED, '');
  if (group === undefined || PRONOUN.test(group)) return null;
  const head = folded.slice(0, index);
  // «De le réexpédier»: an article would be «du».
  if ((VERB_FORM.test(group) && VERB_BEFORE.test(head)) || /\bde\s+les?\s+$/.test(head)) return null;
  if (/^\w+ant\b/.test(group) && /\ben\s+$/.test(head)) return null;
  return { start: index, end: index + group.length };
}

/** Returns the groups refused from an index on, linked by «ni», «ou» or «et». */
function groupsFrom(folded: string, index: number): readonly Range[] {
  const first = nounGroupAt(folded, index);
  if (first === null) return [];
  const link = matchAt(AND, folded, first.end);
  if (link === null) return [first];
  const next = groupsFrom(folded, first.end + link.length);
  const [second] = next;
  const isClause =
    second !== undefined && link.includes('et') && !/^\s*(?:[.,;!?]|$)/.test(folded.slice(second.end));
  return isClause ? [first] : [first, ...next];
}

const COMPARED = /^(?:plutot|autre|au\s)/;

/** Refusal by the words before: «surtout pas un tiers-lieu». */
function opened(folded: string): readonly Phrase[] {
  return Array.from(folded.matchAll(OPENING), ({ 0: opening, index }) => {
    const from = index + opening.length;
    const articles = matchAt(ARTICLES_HERE, folded, from) ?? '';
    const isBare = COMPARED.test(opening) && /^(?:que?)?\W*$/.test(articles);
    const isAct = (COMPARED.test(opening) && MAKES.test(articles)) || PRONOUN_OBJECT.test(articles);
    return { start: index, groups: isBare || isAct ? [] : groupsFrom(folded, from + articles.length) };
  });
}

/** Turns that refuse a whole noun group, which must end where they say: «un accueil, pas un foyer». */
const ENCLOSING = [
  String.raw`(?<=,\s*|^|[.:;]\s+)pas\s+(?:une?|d'une?)\s+(?<group>${NOUN_GROUP})(?=\s*(?:[.,;!]|$|mais\b|ni\b|de\s+plus\b))`,
  String.raw`\bpas\s+(?:de\s+|d'(?:une?\s+)?)(?<group>${NOUN_GROUP})(?=\s*,?\s+(?:s'il\s+(?:vous|te)|svp|stp|merci)\b|\s+de\s+plus\b)`,
  String.raw`(?<=^|[.,;:]\s*)pas\s+(?:de\s+|d')nouve\w+\s+(?<group>${NOUN_GROUP})`,
  String.raw`(?<=^|[.!?]\s*)ni\s+${ARTICLES}*(?<group>${NOUN_GROUP})(?=\s*,?\s+ni\s(?!.{0,90}\bn(?:e\s|')))`,
  String.raw`(?<=^|[.;:!?,]\s*)(?:(?:les?|la|des|une?|du)\s+|l')(?!reste\b)(?<group>${NOUN_GROUP})(?:\s+|\s*,\s*)(?:(?:ca\s+)?(?:non(?:\s+merci)?(?=\s*(?:[.,;:!]|$))|(?:on|nous)\s+(?:a|avons|en\s+(?:a|avons))\s+(?:deja\s+)?(?:essaye|teste|tente|donne|fait\s+le\s+tour|plein|assez|trop)\w*|(?:on|nous)\s+en\s+(?:a|avons),\s*ca\s+suffit|ca\s+ne\s+(?:prend|marche|fonctionne)\w*\s+pas|(?:c'est|est|sont)\s+(?:non\b|deja\s+(?:fait|en\s+place|couvert)\w*|exclue?s?|hors\s+de\s+question)|n'(?:est|etant)\s+pas\s+une\s+option|(?:a|ont)\s+ete\s+(?:enterre|abandonne)\w*))`,
].map((source) => new RegExp(source, 'g'));

function enclosed(folded: string): readonly Phrase[] {
  return ENCLOSING.flatMap((expression) =>
    Array.from(folded.matchAll(expression), (match) => {
      const first = placeGroup(match[0], match.index, match.groups?.group);
      const link = matchAt(AND, folded, first.end);
      const more = link?.includes('ni') ? groupsFrom(folded, first.end + link.length) : [];
      return { start: match.index, groups: [first, ...more] };
    }),
  );
}

/** Says that a territory has a thing already: refused when something else is asked, and nothing about it. */
const ALREADY = new RegExp(
  String.raw`(?:\b(?:on|nous|y)\s+(?:a|avons)\s+deja\s+(?:une?|deux|trois|quatre|des|plusieurs|notre|nos|(?:essaye|teste|tente)\s+(?:l[ae]s?|une?|des))\s+(?<had>${NOUN_GROUP})|(?<=^|[.;:!?]\s*)(?:(?:une?|des|l[ae]s?)\s+|l')(?<there>${NOUN_GROUP})\s+existe\w*\s+deja)`,
  'g',
);
const ELSE = /\b(?:autres?|inutile|plutot|reste|sinon|suffit|alternatives?|sans\s+succes)\b/;
/** «Ce qui nous manque, c’est un accueil»: a wish that may be of something else. */
const WANTING =
  /\b(?:ce\s+qui\s+(?:nous\s+)?manque|il\s+nous\s+(?:manque|faut|faudrait)|(?:nous|on|je)\s+(?:recherch|cherch|voudr|souhait|aimer|voul|veu)\w*)/;
/** «Nous voudrions l’agrandir»: a wish of the same thing. */
const OF_IT =
  /\b(?:(?:l[ae]s?|en|y|lui|leur)\s+|l')\w+(?:er|ir|re|oir)\b|\b(?:plus|aller)\s+(?:loin|grande?s?)\b|\b(?:celle|celui|ceux|agrandir|etendre|perenniser|consolider|deuxieme|seconde?)\b/;

function alreadyHad(folded: string, isKnown: IsKnown): readonly Phrase[] {
  return Array.from(folded.matchAll(ALREADY), ({ 0: words, index, groups }) => {
    const group = placeGroup(words, index, groups?.had ?? groups?.there);
    const rest = folded.slice(group.end);
    const isOver = !/\w/.test(rest) && /\w/.test(folded.slice(0, index));
    const head = folded.slice(group.start, group.end).split(/\W/)[0] ?? '';
    const wanted = splitWords(rest).map(({ start }) => rest.slice(start));
    const isElse =
      WANTING.test(rest) &&
      !OF_IT.test(rest) &&
      !rest.includes(head) &&
      wanted.some((said) => isKnown(said) && !LACKED.test(said));
    return {
      start: index,
      groups: isOver || isElse || ELSE.test(rest) ? groupsFrom(folded, group.start) : [],
    };
  });
}

const LEFT =
  /(?:(?<=[,;:.!?(\n]\s*|\b(?:et|mais|oui)\s+|\bsurtout\s+)pas\s+(?:d(?:e\s+|')|du\s+|les?\s+|la\s+|l')|(?<=\bmais\s+)ni\s+|\bsans\s+(?:aucune?\s+|le\s+|l')?)(?=\w)/g;
/** Things that a town hall opens, besides those of the field. */
const OPENED =
  /^(?:foyer|festival|marche|boutique|residence|cafe|epicerie|jardin|garage|plateforme|appli|navette|musee|brocante|bar|restaurant|maison|ferme|halle|eolien|regie)/;
/** Things that all want, and people: their lack is a need. */
const LACKED =
  /^(?:logement|heberge|habitat|emploi|travail|commerce|medecin|sante|transport|ecole|education|energie|voiture|vehicule|permis|eau|aide|terre|financement|mode\s|garde\b|jeune|femme|personne|senior|place|local|repreneur)/;
const LACKING_ONES = new RegExp(
  String.raw`\b(?:${PEOPLE}|associations?|collectifs?|structures?|clubs?|artisans?|ceux|celles|villages?|bourgs?|communes?|villes?|quartiers?|hameaux?|territoires?|vallees?|iles?|cantons?|est|sont|reste\w*|viv\w+|retrouve\w*|sans\s+\w+)\s+(?:\w+\s+)?$`,
);
/** A need that a sentence says: «Loger les apprentis», «Mobilité des seniors», «on voudrait réduire les déchets». */
const WISH =
  /(?:^|[.;:!?\n]\s*|\b(?:comment|voulons|veut|faut|voudr\w+|souhait\w+|aimer\w+|cherch\w+\s+a|oui)\s+)(?:(?:l[ea]s?|nous|se|y|en|une?|du|des)\s+|[dls]')?(?!(?:notre|votre|autre|entre|centre|quatre|village|departement|agglomeration|association|population|region|station)s?\b)(?:\w+(?:[^i]er|[^o]ir|[dtui]re|tion|ment|age|ance)s?\b|(?=(?<field>\w.{0,80})))/g;
/** Place, time or failing of a lack: «pas de vélo dans la commune», «pas de filière qui suive». */
const HERE =
  /^\s*(?:dans|sur|chez|ici|a\s+moins|a\s+proximite|depuis|par\s+ici|au\s+village|en\s+ville|qui\s+(?:suive?|passe|vien\w+|fonctionne|marche|accept\w+|pren\w+|desser\w+|repon\w+))\b/;

/** Says whether a sentence, or the one before, says a need. */
function saysNeed(head: string, isKnown: IsKnown): boolean {
  const [before = '', last = ''] = head.split(/[.!?\n]\s*/).slice(-2);
  return Array.from(`${before}. ${last}`.matchAll(WISH)).some(
    ({ groups }) => groups?.field === undefined || (isKnown(groups.field) && !LACKED.test(groups.field)),
  );
}

/** A thing of the field that a need is to be met without: «se déplacer, pas de vélo», «sans tiers-lieu». */
function leftOut(folded: string, isKnown: IsKnown): readonly Phrase[] {
  return Array.from(folded.matchAll(LEFT), ({ 0: opening, index }) => {
    const from = index + opening.length;
    const head = folded.slice(0, index);
    const isThing = (said: string) => (isKnown(said) || OPENED.test(said)) && !LACKED.test(said);
    const [first, ...more] = groupsFrom(folded, from);
    const groups =
      first !== undefined && isThing(folded.slice(first.start, first.end))
        ? [first, ...more.filter(({ start }) => !LACKED.test(folded.slice(start)))]
        : [];
    const isLack =
      HERE.test(folded.slice(groups[0]?.end)) || (opening.startsWith('sans') && LACKING_ONES.test(head));
    const isSaid = groups[0]?.start === from && !isLack && saysNeed(head, isKnown);
    return { start: index, groups: isSaid ? groups : [] };
  });
}

/** Returns the subjects that a text refuses, in order and disjoint. */
export function findRefusedSubjects(text: string, isKnown: IsKnown = () => false): readonly RefusedSubject[] {
  const { folded, asTyped } = foldedView(text);
  const found = [opened, enclosed, alreadyHad, leftOut].flatMap((find) =>
    find(folded, isKnown).flatMap(({ start, groups }) =>
      groups.map((group) => ({
        start: group === groups[0] ? start : group.start,
        group,
        isHad: find === alreadyHad,
      })),
    ),
  );
  found.sort((a, b) => a.group.start - b.group.start || a.start - b.start);
  let last = 0;
  return found.flatMap(({ start, group, isHad }) => {
    if (group.start < last || group.start === group.end) return [];
    const from = Math.max(start, last);
    last = group.end;
    return [{ words: asTyped({ start: from, end: group.end }), subject: asTyped(group), isHad }];
  });
}
