import { fold } from '../../domain/text/fold.ts';

/** Lists of expressions shared by the signs of one lever, by name. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

const TOKEN = /\[(\d{1,2})\]|<([a-z-]+)>|\(\?<?!|./gsu;
const PLAIN = /^(?:[a-z0-9 '€²%,:?|)-]|\(\?<?!)$/;
const MARKS = new Map([
  ['*', '\\w*'],
  ['+', '\\w+'],
  ['_', '\\b'],
  ['#', '\\d'],
  ['(', '(?:'],
  // Bars join the cells of a table.
  ['^', '(?<=^|\\| )'],
]);

function findFault(source: string): readonly string[] {
  try {
    return new RegExp(source).test('')
      ? ['se trouve dans toute phrase : gardez au moins un mot qui ne soit pas facultatif']
      : [];
  } catch {
    return [
      'ne se lit pas : vérifiez que chaque parenthèse se ferme, et que « ? » suit une lettre ou une parenthèse',
    ];
  }
}

/**
 * Compiles the notation of `corpus/README.md`. Case, accents and the kind of apostrophe do not count. `source` is that
 * of a regular expression for a folded sentence, valid only without problems, which are French sentences that say how
 * to correct the sign.
 */
export function compileSign(sign: string, lists: WordLists) {
  const problems: string[] = [];
  function compile(text: string): string {
    return fold(text).replace(TOKEN, (token: string, width?: string, list?: string) => {
      if (width !== undefined) return `.{0,${width}}`;
      if (list !== undefined) return compileList(list);
      const mark = MARKS.get(token) ?? (PLAIN.test(token) ? token : undefined);
      if (mark === undefined)
        problems.push(`« ${token} » n’a pas de sens dans un signe (voir corpus/README.md)`);
      return mark ?? '';
    });
  }
  function compileList(name: string): string {
    const expressions = lists[name];
    if (expressions !== undefined) return `(?:${expressions.map(compile).join('|')})\\b`;
    problems.push(`la liste « ${name} » n’est pas dans « words » : ajoutez-l’y`);
    return '';
  }
  const source = compile(sign);
  return { source, problems: problems.length > 0 ? problems : findFault(source) };
}
