import { fold } from './fold.ts';

/** Returns the index in `text` of each character of `fold(text)`, then the length of `text`; UTF-16 units. */
export function originsOfFolded(text: string): readonly number[] {
  const origins: number[] = [];
  let index = 0;
  for (const character of text) {
    for (let letters = fold(character).length; letters > 0; letters--) origins.push(index);
    index += character.length;
  }
  return [...origins, index];
}
