import { calmCapitals, straighten } from '../text/fold.ts';

const PICTURES =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\u20e3|\ufe0e|\ufe0f)+/gu;

const NOT_IN_WORD = "[\\p{L}\\p{N}'-]";
const words = (pattern: string, flags = 'giu') =>
  new RegExp(`(?<!${NOT_IN_WORD})(?:${pattern})(?!${NOT_IN_WORD})`, flags);

const FILLERS = words('euh+|heu+|hum+');

const DETERMINERS =
  'aucun|autre|bon|ce|chaque|de|dernier|des|deux|du|au|en|et|gros|le|les|leur|mon|même|notre|nos|ou|par|petit|premier|quel|rond|seul|son|ton|tout|trois|un|votre|ces|aux|à';
/** «Le point d'eau», «deux points de vente» have their own meaning. */
const after = (determiners: string) => `(?<!(?<!\\p{L})(?:${determiners}) )`;
const OWN_MEANING = "(?! (?:d'|de |des |du |à |commun|fort|faible|noir|relais|info|presse|clé|mort|vert))";

/** Said by nobody but who dictates. */
const SURE_SIGNS: readonly (readonly [string, string])[] = [
  ["point d'interrogation", '?'],
  ["point d'exclamation", '!'],
  ['(?:trois )?points? de suspension|trois petits points', '…'],
  ['point[ -]virgule', ';'],
  ['(?:point|retour) (?:à|a) la ligne', '\n'],
  ['ouvre[zr] (?:les )?guillemets', '«'],
  ['ferme[zr] (?:les )?guillemets', '»'],
  ['ouvre[zr] (?:la |les )?parenthèses?', '('],
  ['ferme[zr] (?:la |les )?parenthèses?', ')'],
  [`${after('la|une|cette|de|par|chaque')}virgule`, ','],
];
/** Signs in the text of who dictates the others. */
const SIGNS: readonly (readonly [string, string])[] = [
  ...SURE_SIGNS,
  [`${after('les|des|ces|aux|nos|vos|leurs')}deux points${OWN_MEANING}`, ':'],
  [`${after(DETERMINERS)}point${OWN_MEANING}`, '.'],
];
const DICTATED = words(['euh+', ...SURE_SIGNS.map(([said]) => said)].join('|'), 'iu');
const SPOKEN = SIGNS.map(([said, sign]) => [words(said), sign] as const);

/** Shorthand of messages. */
const SHORTHAND: ReadonlyMap<string, string> = new Map([
  ['bcp', 'beaucoup'],
  ['bjr', 'bonjour'],
  ['ds', 'dans'],
  ['pb', 'problème'],
  ['pk', 'pourquoi'],
  ['pr', 'pour'],
  ['qd', 'quand'],
  ['qqch', 'quelque chose'],
  ['tt', 'tout'],
]);
const SHORT = words([...SHORTHAND.keys()].join('|'), 'gu');

/** Puts signs close to the word before them. */
function close(text: string): string {
  return text.replace(/[^\S\n]+([,.…\n)])/gu, '$1').replace(/(\n|\()[^\S\n]+/gu, '$1');
}

/**
 * Reads dictated signs («virgule», «point à la ligne») as signs and shorthand as words, lowers caps lock, and leaves
 * pictures and hesitations out. Idempotent.
 */
export function readForm(typed: string): string {
  const text = calmCapitals(straighten(typed)).normalize('NFC').replace(PICTURES, ' ');
  const said = DICTATED.test(text)
    ? close(SPOKEN.reduce((read, [pattern, sign]) => read.replace(pattern, sign), text.replace(FILLERS, '')))
    : text;
  return said
    .replace(SHORT, (short) => SHORTHAND.get(short) ?? short)
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}
