import { foldWords } from '../../../domain/territory/fold-name.ts';
import { fold } from '../../../domain/text/fold.ts';
import { firstEndingAfter, type Token } from '../text/located-text.ts';
import { type Mention, mannerOf } from './mention.ts';

const ACRONYM_AFTER = /^\s*\(\s*([\p{Lu}\d]{3,10})\s*\)/u;
const LEGAL_FORMS: Readonly<Record<string, string>> = {
  cc: 'communaute communes',
  ca: 'communaute agglomeration',
  cu: 'communaute urbaine',
};

function initialsOf(name: string): string {
  return foldWords(name)
    .replace(/^(?:cc|ca|cu)\b/, (form) => LEGAL_FORMS[form] ?? form)
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');
}

/** Tells whether letters are among others, in order: « cabbalr » among « cadbbalr ». */
function areInOrder(letters: string, among: string): boolean {
  let from = 0;
  return Array.from(letters).every((letter) => {
    const at = among.indexOf(letter, from);
    from = at + 1;
    return at >= 0;
  });
}

/** Tells whether an acronym stands for a name; « 2C » in it is « CC ». */
function standsFor(acronym: string, { name, candidates, start, end }: Mention, text: string): boolean {
  const letters = fold(acronym).replace(/(\d)([a-z])/g, (_, count: string, letter: string) =>
    letter.repeat(Number(count)),
  );
  const names = [name, text.slice(start, end), ...candidates.map((candidate) => candidate.name)];
  return names.some((one) => areInOrder(letters, initialsOf(one)));
}

/** Finds the acronyms that a text gives, each with its first mention; one given to two names is left out. */
function findDefinitions(text: string, mentions: readonly Mention[]): ReadonlyMap<string, Mention> {
  const found = new Map<string, Mention>();
  const shared = new Set<string>();
  for (const mention of mentions) {
    const acronym = ACRONYM_AFTER.exec(text.slice(mention.end, mention.end + 20))?.[1];
    if (acronym === undefined || !standsFor(acronym, mention, text)) continue;
    const known = found.get(acronym) ?? mention;
    if (known.name !== mention.name && known.candidates[0] !== mention.candidates[0]) shared.add(acronym);
    found.set(acronym, known);
  }
  return new Map([...found].filter(([acronym]) => !shared.has(acronym)));
}

/** Adds the mentions of a territory by the acronym that the text gives it: « … Artois Lys Romane (CABBALR) ». */
export function addAcronyms(
  text: string,
  tokens: readonly Token[],
  mentions: readonly Mention[],
): readonly Mention[] {
  const definitions = findDefinitions(text, mentions);
  if (definitions.size === 0) return mentions;
  const added = tokens.flatMap(({ start, end }, at): Mention[] => {
    const defined = definitions.get(text.slice(start, end));
    if (defined === undefined || text.charAt(start - 1) === '(') return [];
    const nearest = mentions[firstEndingAfter(mentions, start)];
    if (nearest !== undefined && nearest.start < end) return [];
    return [{ ...defined, start, end, nameStart: start, manner: mannerOf(tokens, at) }];
  });
  return [...mentions, ...added].sort((a, b) => a.start - b.start);
}
