import { formatNumber } from '../../src/domain/french/formats.ts';

export { typeset } from '../../src/domain/french/formats.ts';

const SPACE = '\u00a0';

/** « 1 expérience », « 2 expériences »; zero takes the singular. */
export function count(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(value)}${SPACE}${value >= 2 ? plural : singular}`;
}

/** Writes a name after « de »: « du Réseau », « des Petites villes », « de l’Union », « d’ESS France ». */
export function ofName(name: string): string {
  if (/^les? /i.test(name)) return name.replace(/^le(s?) /i, (_, plural) => (plural === '' ? 'du ' : 'des '));
  if (/^l(?:a |['’])/i.test(name)) return `de ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return /^[aeiouœæàâéèêëîïôùû]/i.test(name) ? `d’${name}` : `de ${name}`;
}
