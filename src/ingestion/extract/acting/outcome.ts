import { straighten } from '../../../domain/text/fold.ts';

/** Tells whether a sentence says that something was done, that something was given up, or neither. */
export type Outcome = 'done' | 'dropped' | 'undone';

/** Matches whole words; accents count: « abandonne » is an act, « abandonné » often the state of a building. */
function words(sources: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${sources.join('|')})(?!\\p{L})`, 'u');
}

const STEMS =
  '(?:refus|rejet|renonc|abandonn|annul|ajourn|retir|enterr|liquid|écart|repouss|résili|stopp|échou|report|débout|désengag|g[eè]l)';
const AUXILIARY = "(?:a|ont|est|sont|été|s'est|sera|seront) (?:\\p{L}+ ){0,2}?";
const DROPPED = words([
  `${STEMS}(?:e|ent)`,
  `${AUXILIARY}${STEMS}ée?s?`,
  `(?:va|vont|de|à) ${STEMS}er`,
  'rejette(?:nt)?',
  'décline(?:nt)?',
  'suspend(?:ent)?',
  `${AUXILIARY}suspendue?s?`,
  "s'oppose(?:nt)?",
  '(?:met|mettent|mis) fin',
  'ferme(?:nt)? (?:ses|leurs) portes',
  'pas donné suite',
  'sans suite',
  'infructueu(?:x|ses?)',
  'marche arrière',
  'vot(?:e|ent|é) contre',
  'avis défavorable',
  "(?<!n')(?:a|ont) cessé de",
  "jett?ée? l'éponge",
  'ne verr(?:a|ont) pas le jour',
]);
/** Before a refusal that was overcome, or is another's: « après avoir refusé », « le promoteur avait renoncé ». */
const OVERCOME =
  /(?<!\p{L})(?:après|malgré|avant|faute|premi(?:er|ère)s?|avai(?:t|ent)|(?:l'état|le promoteur|la région|le département) (?:a|ont))(?!\p{L})[^.;]{0,60}$/u;
/** Plans, wishes, requests, promises. */
const INTENDED = words([
  '(?:souhait|voudr|envisag|réfléchi|pourr|devr|candidat|ambitionn|espèr|promet|promett|réclam|sollicit)\\p{L}*',
  '(?:veut|veulent|voulons|peut|peuvent|attend|attendent|hésite|hésitent|étudie|étudient)',
  '(?:doit|doivent) être',
  'demande(?:nt)? (?:à|au|aux|de)',
  '(?:réflexion|étude de faisabilité|projette|projettent)',
  "à l'étude",
  'si (?:elles?|ils?|les?|la)',
  '\\p{L}{2,}(?:er|ir|dr|ur)(?:a|ons|ont)',
]);
/** Denials, but for turns of phrase that assert: « n’a pas hésité », « ne se contente pas ». */
const NEGATED =
  /^pas d(?:e |')|(?<!\p{L})(?:ne |n')(?!(?:a|ont) pas hésit|regrett|se contente|hésit|s'arrête|manque)[^,;]{0,40}(?<!\p{L})(?:pas(?! (?:que|seulement|moins)(?!\p{L}))|aucune?s?|rien|jamais|plus)(?!\p{L})|(?<!\p{L})aucune?s? [^,;]{1,40} n(?:e |')/u;
/** Background: an act that came before. */
const BEFORE = /^[^,;]*(?<!\p{L})avai(?:t|ent)(?!\p{L})/u;
const BY_OTHERS =
  /^(?:l'état|l'europe|la préfecture|le préfet|le ministère|(?:le|un) groupe|(?:la|une) société|(?:l'|une )entreprise|(?:l'|une )enseigne|le promoteur|la chaîne|(?:le|un) collectif|(?:des|quelques|plusieurs) (?:habitante?s|riveraine?s|parents)) /u;
const STUDIED = words(['(?:commande|lance|mène|engage|commandé|lancé|mené|engagé) une étude']);
const CONDITION = /(?<!\p{L})si [^,]*,/u;
/** « Si le projet se confirmait, la ville pourrait céder une parcelle. » */
const HYPOTHESIS = /^si [^,]*,[^,;]*\p{L}rai(?:t|ent)(?!\p{L})/u;
const DONE = words([
  '(?:a|ont|est|sont|était) (?:\\p{L}+ ){0,2}?\\p{L}+(?:ée?s?|ie?s?|ise?s?|it|ites?|ue?s?|us|erte?s?)',
]);

/** Reads what a sentence tells; an act that was done wins over plans, one that was given up over both. */
export function outcomeOf(sentence: string): Outcome {
  const text = straighten(sentence).toLowerCase();
  const drop = DROPPED.exec(text);
  if (drop !== null && !OVERCOME.test(text.slice(0, drop.index))) return 'dropped';
  if ([BY_OTHERS, BEFORE, STUDIED, HYPOTHESIS].some((told) => told.test(text))) return 'undone';
  const asserted = text.split(/[,;]/).filter((clause) => !NEGATED.test(clause));
  if (NEGATED.test(text) && !DONE.test(asserted.join())) return 'undone';
  return INTENDED.test(text) && !DONE.test(text.replace(CONDITION, '')) ? 'undone' : 'done';
}
