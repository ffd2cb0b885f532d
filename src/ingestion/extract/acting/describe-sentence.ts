import { fold } from '../../../domain/text/fold.ts';
import type { ReadSigns } from '../meaning/lever-signs.ts';
import type { ReadSentence } from './candidate.ts';
import { flag, matchEach, type Signs } from './signs.ts';

/** Signs of what a sentence does, on folded text. */
const WITHIN_SENTENCE = {
  past: /\b(?:a|ont|avait|avaient) (?:\w+ ){0,2}?\w+(?:e|i|u|is|it|ert|ees?)\b/,
  passive:
    /\b(?:est|sont|a ete|ont ete) (?:\w+ ){0,2}?\w+(?:e|es|ee|ees|is|ise|ises|it|ite|ert|erte|us?|ues?)\b/,
  wish: /\b(?:souhait\w*|voudrai\w*|envisage\w*|reflechi\w*|pourrai\w*|candidat\w*|projette\w*|ambition\w*|peut-etre|a l'etude|aucun\w*|sans suite|attend\w*|espere\w*|si )\b/,
  negation: /\b(?:ne|n')\b.{0,30}\b(?:pas|rien|ni|jamais|plus|aucun\w*)\b/,
  future: /\b\w+(?:era|eront|ira|iront|dra|dront)\b/,
  quote: /[«»“”]/,
  money: /\d ?(?:€|euros?\b|k€)/,
  vote: /\b(?:delibere\w*|adopte\w*|approuv\w+|vot[ee]\w*|decide\w*|autorise\w*|attribue\w*)\b/,
  structure: /\b(?:association|cooperative|scic|benevoles|salaries|structure)\b/,
  year: /\b(?:19|20)\d\d\b/,
} as const satisfies Readonly<Record<string, RegExp>>;
const LONG = 300;
const SHORT = 60;
const MOST_LEVERS = 2;

/** Describes a sentence for all candidates. */
export function describeSentence(sentence: ReadSentence, readSigns: ReadSigns): Signs {
  const folded = fold(sentence.text);
  const { tells, says, hints } = readSigns(folded);
  return {
    's.tells': Math.min(MOST_LEVERS, tells),
    's.says': Math.min(MOST_LEVERS, says),
    's.hints': Math.min(MOST_LEVERS, hints),
    's.named': flag(sentence.places.length > 0),
    's.length': Math.min(1, folded.length / LONG),
    's.brief': flag(folded.length < SHORT),
    's.heading': flag(sentence.line.kind === 'heading'),
    ...matchEach('s', WITHIN_SENTENCE, folded),
  };
}
