import { fold } from './fold.ts';
import { splitWords, type Word } from './words.ts';

const LISTS = {
  articlesAndPrepositions:
    'a afin ai aient ait alors apres as au aucun aucune aupres auquel aussi autour autre autres aux avant avec c car ce ceci cela celle celles celui cent cependant certain certaine certaines certains ces cet cette ceux chaque chez ci comme comment contre d dans de deja dela depuis derriere des desormais devant dont du durant',
  pronounsAndVerbs:
    'elle elles en encore enfin entre est es et etaient etait etant ete etes etre eu eue eues eurent eus eut eux fait faire faut fois font furent fut ici il ils j je l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui m ma mais me mes mien moi moins mon n ne ni nos notre nous on ont ou par parce parmi pas pendant peu peut peuvent plus plusieurs pour pourquoi pres puis puisque',
  rest: 'qu quand que quel quelle quelles quels quelque quelques qui quoi s sa sans se selon sera serait seront ses si sien sinon soi soient soit sommes son sont sous souvent suis sur t ta tandis te tel telle telles tels tes toi ton tous tout toute toutes tres trop tu un une vers via voici voila vos votre vous vu y afin ainsi ans avait avaient aura aurait avoir ayant bien etc non oui meme memes toujours jamais doit doivent etions',
  requests:
    'bonjour bonsoir merci svp stp cordialement madame monsieur cherche cherchons cherchent voudrait voudrions voudrais voulons veut veulent souhaite souhaitons souhaiterions souhaitent aimerions aimerait pouvez pourriez peux pouvons savoir quelqu envisage envisageons envisager reflechit reflechissons monte montent monter montons demarre demarrer demarrons lance lancent lancer lancons mettent mettons mettre',
};

/** French function words, formulas of politeness and verbs of any project, folded; with the letters of elisions. */
const STOP_WORDS: ReadonlySet<string> = new Set(Object.values(LISTS).join(' ').split(' '));

/** Meaningful word of a text, for the lexical index. */
export interface Term extends Omit<Word, 'text'> {
  readonly stem: string;
}

/** «Potagers» has another stem than «potager», which ends like a verb; «cress» is no plural. */
const PLURAL = /(?<=^.{3,}[^s])s$/u;

/** Number of cached stems: a corpus has fewer words, and invented ones must not fill the memory. */
const REMEMBERED_WORDS = 50_000;

export type TextAnalysis = (text: string) => readonly Term[];

/** Analyses a text into stems, in order; accents go first, so that a text without them gives the same. */
export function createTextAnalysis(stem: (foldedWord: string) => string): TextAnalysis {
  /** Cached stems, null for a stop word: words recur in every text, and stemming is most of the work. */
  const stems = new Map<string, string | null>();

  function stemOf(word: string): string | null {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const folded = fold(word);
    // A word of accents alone folds to nothing.
    const found = folded === '' || STOP_WORDS.has(folded) ? null : stem(folded.replace(PLURAL, ''));
    if (stems.size >= REMEMBERED_WORDS) stems.clear();
    stems.set(word, found);
    return found;
  }

  return (text) =>
    splitWords(text).flatMap((word) => {
      const found = stemOf(word.text);
      return found === null ? [] : [{ stem: found, start: word.start, end: word.end }];
    });
}

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
