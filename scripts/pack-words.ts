/**
 * Packs the French words that the reading of a request knows: `npm run pack-words`, after any large change of the
 * corpus. They are those of `dictionary-fr` (Grammalecte, MPL-2.0), of the official register, and of our own texts: the
 * corpus, the material of the model and the requests of the evaluation, with how often they are written.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import dictionary from 'dictionary-fr';
import nspell from 'nspell';
import { createOfficialGazetteer } from '../src/adapters/gazetteer/official-gazetteer.ts';
import { PACKED_WORDS } from '../src/adapters/text/french-words.ts';
import { wordKey } from '../src/domain/request/nearest-word.ts';
import { calmCapitals, fold } from '../src/domain/text/fold.ts';
import { splitWords } from '../src/domain/text/words.ts';

/** Texts that somebody read again. */
const CAREFUL = [
  'corpus/experiences.json',
  'corpus/expressions.json',
  'corpus/levers.json',
  'corpus/levers-law.json',
  'corpus/themes.json',
  'models/recipe/material/cases.json',
];
/** Requests, some with faults on purpose: they tell how often a word is written, never that it is one. */
const TYPED = [
  'models/recipe/material/cases.json',
  'models/recipe/material/requests.json',
  'evaluation/subject/on-subject.json',
  'evaluation/subject/single-needs.json',
  'evaluation/subject/needs.json',
  'evaluation/subject/lever-questions.json',
];

/** A word of the texts alone that is written less often may be a fault. */
const FEWEST = 3;

const DOMINANT = 3;

/** Short forms that people write, and no dictionary has. */
const INFORMAL =
  'asso assos interco intercos comcom agglo dispo subv recup récup anim covoit autoconso diag copro agri resto restau restaus ptit ptits pro info infos bio éco svp ok wifi mme visio démat copil diy web'.split(
    ' ',
  );

const COMPOUND = /(?<![\p{L}\p{N}-])\p{Ll}+(?:-\p{Ll}+)+(?![\p{L}\p{N}-])/gu;

/** Lists the French texts of a JSON value: neither names of fields, ids and addresses, nor what only members read. */
function textsOf(value: unknown, without: string | null): readonly string[] {
  if (typeof value === 'string') return /^[a-z0-9-]+$|^https?:/.test(value) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  if ('access' in value && value.access === 'members') return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === without ? [] : textsOf(inner, without)));
}

/** Counts the words in lower case, the acronyms, and the words with a hyphen. */
async function countWords(
  files: readonly string[],
  without: string | null = null,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const count = (form: string) => counts.set(form, (counts.get(form) ?? 0) + 1);
  for (const file of files) {
    for (const text of textsOf(JSON.parse(await readFile(file, 'utf8')), without)) {
      const calm = calmCapitals(text.normalize('NFC'));
      for (const { text: word } of splitWords(calm)) if (/^(?:\p{Ll}+|\p{Lu}{2,})$/u.test(word)) count(word);
      for (const [compound] of calm.matchAll(COMPOUND)) count(compound);
    }
  }
  return counts;
}

const careful = await countWords(CAREFUL, 'queries');
const counts = await countWords([...new Set([...CAREFUL, ...TYPED])]);
// The affixes are applied by its loading; elided forms and names are left out.
const french = new Set(Object.keys(nspell(dictionary).data).filter((word) => /^\p{Ll}+$/u.test(word)));
/** «scic» is SCIC; «sel» is a word too. */
const isAcronym = (form: string) =>
  !french.has(form) && (counts.get(form.toUpperCase()) ?? 0) >= DOMINANT * (counts.get(form) ?? 0);
const isSure = (form: string) =>
  /^\p{Lu}+$/u.test(form) ? (counts.get(form) ?? 0) >= FEWEST : (careful.get(form) ?? 0) >= FEWEST;
const written = [...counts].filter(([form]) => french.has(form) || (isSure(form) && !isAcronym(form)));
const lines = new Map([...french, ...INFORMAL].map((form) => [form, form]));
const known = new Set([...french].map(wordKey));
for (const { territory, matchedAlias } of (await createOfficialGazetteer()).listNames()) {
  for (const { text } of splitWords(fold(matchedAlias ?? territory.name))) {
    if (!known.has(text)) lines.set(text, text);
  }
}
for (const [form, times] of written) lines.set(form, `${form}\t${times}`);

const keyOf = (line: string) => wordKey(line.split('\t')[0] ?? '');
const keyed = [...lines.values()].map((line) => [keyOf(line), line] as const);
const sorted = keyed.sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, line]) => line);
const packed = brotliCompressSync(`${sorted.join('\n')}\n`, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
await writeFile(PACKED_WORDS, packed);
console.log(
  `${PACKED_WORDS.pathname} : ${sorted.length} mots dont ${written.length} comptés, ${packed.length} octets.`,
);
