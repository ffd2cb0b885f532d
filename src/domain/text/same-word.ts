import { fold } from './fold.ts';

/** Longest stem that other words share by chance: «prêt» and «prêter», «régie» and «régit». */
const LONGEST_SHORT_STEM = 4;

const PLURALS = [' s', ' x', 'al aux', 'ail aux'];
const GENDERS = [
  ' e s es',
  'al ale ales aux',
  'el elle els elles',
  'en enne ens ennes',
  'on onne ons onnes',
  'er ere ers eres',
  'if ive ifs ives',
  'eur euse eurs euses',
  'eux euse euses',
  'teur trice teurs trices',
];
/** Endings that the stemmer takes away; it leaves some others, as in «cultivent». */
const CONJUGATIONS = [
  'er e es ez ant eant ait aient eait eaient era eront erait eraient erons',
  'ir i ie is ies it issent issons issez issant issait issaient ira iront irait iraient irons',
  're ra rait raient',
];

/** Folded endings of the forms of one word, for each list. */
function readParadigms(lists: readonly string[]): readonly ReadonlySet<string>[] {
  return lists.map((list) => new Set(list.split(' ')));
}

const SHORT_PARADIGMS = readParadigms(PLURALS);
const PARADIGMS = readParadigms([...PLURALS, ...GENDERS, ...CONJUGATIONS]);

/**
 * Says whether two words of one stem are forms of the same word: singular and plural, the genders, one verb. A noun and
 * its verb are two words; words of a short stem differ by their plural only.
 */
export function isSameWord(one: string, other: string, stem: string): boolean {
  const [a, b] = [fold(one), fold(other)];
  if (a === b) return true;
  const paradigms = stem.length <= LONGEST_SHORT_STEM ? SHORT_PARADIGMS : PARADIGMS;
  let common = 0;
  while (common < a.length && a[common] === b[common]) common++;
  for (let root = common; root > 0; root--) {
    const endings = [a.slice(root), b.slice(root)];
    if (paradigms.some((paradigm) => endings.every((ending) => paradigm.has(ending)))) return true;
  }
  return false;
}
