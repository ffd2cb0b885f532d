/**
 * Refusals of a request: «sans subvention ni local», «plutôt qu’un prêt». A refusal reaches the words of its own phrase
 * only: articles, infinitives and short adjectives may stand in between, a noun or a verb ends it. A lack is a need,
 * not a refusal: «pas de local disponible», «une association sans local».
 */
import { straighten } from '../text/fold.ts';
import type { Word } from '../text/words.ts';

const CLAUSE_START = String.raw`(?<=^|[.,;:!?(]\s*|\b(?:mais|et|ou|surtout|donc)\s+)`;
/** Collectivité that speaks, or no subject: what associations cannot do is not refused. */
const SPEAKER = String.raw`(?<=^|[.,;:!?(]\s*|\b(?:nous|on|je|et|mais|ou|car|que|commune|communes|ville|mairie|village|agglo|agglomération|intercommunalité|communauté|métropole|département|région|municipal|départemental|régional|communautaire|maire|élus|collectivité)\s+)`;
const WILL = String.raw`(?:veu(?:x|t|lent)|voul(?:ons|ez)|voudr\p{L}+|souhait\p{L}+|peu(?:x|t|vent)|pouv(?:ons|ez)|pourr\p{L}+|compt\p{L}+|prévo\p{L}+|envisag\p{L}+|donn\p{L}+|vers\p{L}+|financ\p{L}+|subventionn\p{L}+|prêt\p{L}+|accord\p{L}+|garanti\p{L}*|cherch\p{L}+|demand\p{L}+|lanc\p{L}+|sign\p{L}+)`;
const HAVE = String.raw`n'(?:a|ai|avons|avez|ont|y\s+a)\s+(?:pas|plus|aucune?)`;

/** Verbs after which a thing stays: «sans attendre la subvention», «sans quitter le local». */
const KEEPING = String.raw`(?:attend|oubli|parl|compt|perd|quitt|chang|supprim|baiss|rédui|ferm|arrêt|romp|cass|mention|cit|néglig|évoqu|rend|remett)\p{L}*`;
const INFINITIVE = String.raw`(?!${KEEPING})\p{L}+(?:er|ir|re|oir)\s+`;
const VERB = new RegExp(INFINITIVE, 'iu');
const LIGHT = [
  `(?:d|l|qu)'`,
  String.raw`(?:de|du|des|une?|les?|la|à|aux?|par|avec|tout|que|aucune?|nos|notre|leurs?|lui|y|en|besoin|recours|nouve(?:au|lle)s?|grosses?|grande?s?|petite?s?|moindre|vraie?|véritable|encore|davantage|plus|trop)\s+`,
  INFINITIVE,
  // «reprendre la crèche en régie»
  String.raw`(?:l'|(?:le|la|les|notre|nos|une?|ce|cette)\s+)\p{L}+\s+en\s+`,
].join('|');

function before(refusal: string): RegExp {
  return new RegExp(`(?:${refusal})\\s*(?:${LIGHT})*$`, 'iu');
}

const FIRM = before(
  [
    String.raw`(?<![\p{L}])(?:ni|(?:plutôt|autrement)(?=\s+qu)|au\s+lieu|en\s+dehors|hors\s+de\s+question|pas\s+question|est\s+exclu(?=\s+d)|exclu(?:re|ons)|refus(?:er|e|ons|ent)|renonc(?:er|e|ons)|(?<!(?:pas|plus)\s+)se\s+passer)(?![\p{L}])`,
    String.raw`(?:n(?:e\s+|')\p{L}+\s+)?pas\s+(?:les\s+moyens|besoin)`,
    String.raw`${SPEAKER}n(?:e\s+|')(?:leur\s+|lui\s+|y\s+|en\s+)?${WILL}\s+(?:pas|plus|jamais|aucune?)(?!\s+qu)`,
    String.raw`${SPEAKER}ne\s+(?:pas|plus|jamais)`,
    String.raw`(?<=\b(?:on|nous|je)\s+)(?:veu[tx]|voulons|peu[tx]|pouvons)\s+(?:pas|plus)`,
  ].join('|'),
);
/** «sans la subvention on ferme» says that it is needed. */
const WITHOUT = before(
  String.raw`(?<![\p{L}])sans(?![\p{L}])(?!\s+(?:l'|(?:la|les?|cette|ces?|notre|leurs?)\s+)(?!moindre))`,
);
/** Tells a lack when its object is a thing that one may lack, unless an infinitive stands in between. */
const SOFT = before(
  String.raw`${CLAUSE_START}(?:pas(?=\s+(?:d|par\s))|aucune?)|(?<![\p{L}])évit(?:er|ons|ent|ant|e)(?![\p{L}])`,
);
const HAVING = before(HAVE);
const AFTER =
  /^(?:\s+\p{L}+)?\s*(?:(?:est|sont|reste|serait)\s+)?(?:exclue?s?|hors\s+de\s+question|interdite?s?|impossibles?(?!\s+(?:à|de))|n'est\s+pas\s+(?:possible|envisag|souhait|une\s+option))/iu;

const LACKABLE =
  /^(?:loca(?:l|ux)|bâtiment|salle|hangar|entrepôt|ancien|tiers|terrain|parcelle|friche|foncier|terre|hectare|réseau|filière|formation|accompagnement)/iu;
const LACKING =
  /^(?:\s+\p{L}+){0,2}\s*(?:\?|\b(?:disponibles?|libres?|adapté\p{L}*|suffisant\p{L}*)\b|:\s*(?:qui|comment|où))/iu;
const TO_GIVE =
  /^(?:\s+\p{L}+){0,2}\s+à\s+(?:\p{L}+\s+)?(?:prêter|donner|proposer|offrir|verser|mettre|accorder|louer|vendre)\b/iu;
/** Words before a lack: «une association sans local», «se retrouve sans local». */
const BEFORE_LACK =
  /\b(?:associations?|collectifs?|structures?|clubs?|artisans?|producteurs?|paysans?|maraîchers?|créateurs?|porteurs?|personnes?|jeunes|adultes|habitants?|gens|entreprises?|troupes?|compagnies?|est|sont|reste|restent|retrouve|retrouvent|laissée?s?)\s+$/iu;
/** Link to a refused word: «sans subvention ou prêt», «ne pas entrer au capital d’une SCIC». */
const LINK = /^\s+(?:(?:et|ou)\s+(?:de\s+|d'|des\s+)?|(?:de\s+|d')(?:une?\s+|la\s+|l')?|du\s+|des\s+)$/iu;

/** Longest refusal before its word, in UTF-16 units. */
const REACH = 100;

/** Says whether an infinitive follows the first word of a refusal. */
function hasVerb(refusal: string): boolean {
  return VERB.test(refusal.replace(/^\p{L}+/u, ''));
}

function refusalBefore(head: string, tail: string, thing: boolean): string | null {
  const firm = FIRM.exec(head)?.[0];
  if (firm !== undefined) return firm;
  const without = WITHOUT.exec(head);
  if (without !== null) {
    const isState = thing && !hasVerb(without[0]) && BEFORE_LACK.test(head.slice(0, without.index));
    return isState ? null : without[0];
  }
  const having = HAVING.exec(head)?.[0];
  if (having !== undefined) return TO_GIVE.test(tail) ? having : null;
  const soft = SOFT.exec(head)?.[0];
  if (soft === undefined || LACKING.test(tail)) return null;
  return thing && !hasVerb(soft) ? null : soft;
}

/**
 * Finds which mentions a text refuses.
 * @param mentions in order; they may overlap
 * @returns for each mention, in the same order, the refusal and what it refuses, as typed, or null
 */
export function findRefusals(text: string, mentions: readonly Word[]): readonly (Word | null)[] {
  const straight = straighten(text);
  let previous: Word | null = null;
  return mentions.map(({ start, end }) => {
    const head = straight.slice(Math.max(0, start - REACH), start);
    const tail = straight.slice(end);
    const refused = refusalBefore(head, tail, LACKABLE.test(straight.slice(start)));
    const after = AFTER.exec(tail)?.[0];
    const isLinked = previous !== null && LINK.test(straight.slice(previous.end, start));
    if (refused !== null) previous = wordAt(start - refused.length, end);
    else if (after !== undefined) previous = wordAt(start, end + after.length);
    else previous = isLinked && previous !== null ? wordAt(previous.start, end) : null;
    return previous;
  });
  function wordAt(start: number, end: number): Word {
    return { text: text.slice(start, end), start, end };
  }
}
