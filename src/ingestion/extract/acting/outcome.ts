import { fold } from '../../../domain/text/fold.ts';

/** Does a sentence tell something that was done, something that was given up, or neither? */
export type Outcome = 'done' | 'dropped' | 'undone';

/** Endings, or stems, on folded text. */
const DROP =
  "(?:refus(?:e|ent|er|ee?s?)|rejett?e(?:nt|e|s|r)?|renonc(?:e|ent|er)|abandonn(?:e|ent|er|ee?s?)|annul(?:e|ent|er|ee?s?)|ajourn(?:e|ent|ee?s?)|suspend(?:u|ue|us|ues|ent)?|retir(?:e|ent|ee?s?)|enterr(?:e|ee?s?)|liquid(?:e|ee?s?)|s'oppose(?:nt)?|(?:met|mettent|mis|mise) fin|ferme(?:nt)? (?:ses|leurs) portes|pas donne suite|sans suite|infructueu(?:x|se|ses)|ne verr(?:a|ont) pas le jour)";
const DROPPED = new RegExp(`\\b${DROP}\\b`);
/** Former refusals, and those of others, before what was done: « après avoir refusé », « malgré l’abandon ». */
const OVERCOME =
  /\b(?:apres|malgre|avant|faute|premiere?s?|avai(?:t|ent)|fut|(?:l'etat|le promoteur|la region|le departement) (?:a|ont))\b[^.;]{0,60}$/;
/** Plans, wishes, requests, promises. */
const INTENDED =
  /\b(?:souhait\w*|voudr\w*|envisag\w*|reflechi\w*|reflexion|pourr\w*|devr\w*|doit etre|doivent etre|candidat\w*|projette\w*|ambitionn\w*|a l'etude|etudie(?:nt)?|etude de faisabilite|attend(?:ent)?|esper\w*|hesite\w*|promet\w*|reclam\w*|demand(?:e|ent) (?:a|au|aux|l')|sollicit\w*|si (?:elle|il|le|la|les|l')|peu(?:t|vent))\b/;
const FUTURE = /\b(?!encadrera|contra|opera|para)\w{2,}(?:era|eront|ira|iront|dra|dront|ura|uront)\b/;
const NEGATED =
  /\b(?:ne |n')(?!(?:a|ont) pas hesit|regrett|se contente|hesit|s'arrete|manque)[^,;]{0,40}\b(?:pas(?! (?:que|seulement|moins)\b)|aucune?s?|rien|jamais|plus)\b|\baucune?s? [^,;]{1,40}\bn(?:e |')/;
/** Told as background, or as another's act. */
const BEFORE = /^[^,;]*\bavai(?:t|ent)\b/;
const BY_OTHERS =
  /^(?:l'etat|l'europe|la prefecture|le prefet|le ministere|le groupe|la societe|l'entreprise|l'enseigne|le promoteur|la chaine|le collectif|un collectif)\b/;
const CONDITION = /\bsi [^,]*,/;
const DONE = /\b(?:a|ont|est|sont|etait) (?:\w+ ){0,2}?\w+(?:e|es|ee|ees|i|is|it|ise|ises|ert|erts|erte|ertes|u|us|ue|ues)\b/;

/** Reads what a sentence tells; what it says was done wins over plans, and what it gives up over both. */
export function outcomeOf(text: string): Outcome {
  const folded = fold(text);
  const drop = DROPPED.exec(folded);
  if (drop !== null && !OVERCOME.test(folded.slice(0, drop.index))) return 'dropped';
  if (BY_OTHERS.test(folded) || BEFORE.test(folded) || NEGATED.test(folded)) return 'undone';
  const isPlan = INTENDED.test(folded) || FUTURE.test(folded);
  return isPlan && !DONE.test(folded.replace(CONDITION, '')) ? 'undone' : 'done';
}
