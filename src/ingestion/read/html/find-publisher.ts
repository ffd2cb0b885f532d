import { fold } from '../../../domain/text/fold.ts';
import { cleanLine } from '../text/sanitise-text.ts';
import { leadsHome, TITLE_SEPARATOR } from './page-facts.ts';
import { readLines } from './page-lines.ts';
import { findAll, findFirst, hasClass, type PageElement, type PageTree, textOf } from './page-tree.ts';

const KINDS =
  /(?:ville|mairie|commune|communaute (?:de communes|d'agglomeration|urbaine)|agglo(?:meration)?|(?:euro)?metropole|(?:conseil )?(?:departement|region)(?:al)?)/
    .source;
/** « Ville de Redon », « Redon Agglomération », unlike « Avec le soutien de la ville de Redon ». */
const COLLECTIVITE = new RegExp(`^(?:(?:le )?site .{0,25})?(?:l'|la |le )?${KINDS}\\b|\\b${KINDS}$`);
/** « Le site de votre ville », « Hôtel de ville »: no name. */
const ANYBODY = /\b(?:votre|vos|notre|nos|ma|mon|mes|en ville|hotel de ville)\b/;
/** Words of a link to the home page that are not the name of the site. */
const AROUND_NAME =
  /^(?:(?:retour|aller) .{0,12}accueil|page d['’]accueil|accueil|logo(?: officiel)?)[\s:–-]*|[\s:–-]+(?:page d['’])?accueil$/gi;
const OF = /^(?:du (?:site )?|de (?:la |l['’])?|d['’])/i;
const TOWN_HALL = /\b(?:mairie|hotel de ville)\b/;
const POSTAL_TOWN = /\b(\d{5})\s+(\p{Lu}[\p{L}'’ -]*)/u;
const LONGEST_NAME = 80;

/**
 * Finds the publisher of a page: the name that its site declares, or else that of the collectivité that its home link,
 * its title or its footer names, with the postal code of its town hall; null when nothing says it.
 * @param declared name that the head of the page gives to its site, empty without one
 */
export function findPublisher(root: PageTree['root'], declared: string): string | null {
  const footer = findFooter(root);
  const address = footer.join('\n');
  const [, code, town = ''] = TOWN_HALL.test(fold(address)) ? (POSTAL_TOWN.exec(address) ?? []) : [];
  const townHall = `Mairie de ${town.replace(/\s*(?:\bcedex\b.*)?$/i, '')}`;
  const named = [...namesOfHome(root), endOfTitle(root), ...footer.map(startOf), ...(town ? [townHall] : [])];
  const shown = named.filter(isName);
  const isDeclared = (name: string) => fold(name).includes(fold(declared));
  const name = shown.find(isDeclared) ?? declared;
  if (name === '') return null;
  return code !== undefined && shown.includes(name) && !/\d/.test(name) ? `${name} (${code})` : name;
}

/** Recognises the name of a collectivité, unlike « Le site de votre ville ». */
function isName(text: string): boolean {
  const folded = fold(text);
  return text.length <= LONGEST_NAME && COLLECTIVITE.test(folded) && !ANYBODY.test(folded) && /\s/.test(text);
}

/** Returns the lines of the footer of a page; empty without one. */
function findFooter(root: PageTree['root']): readonly string[] {
  const isFooter = (one: PageElement) =>
    one.name === 'footer' || one.attribs.role === 'contentinfo' || hasClass(one, /^(?:footer|pied)/i);
  const footer = findAll(root, isFooter).at(-1);
  return footer === undefined ? [] : readLines(footer).map(({ text }) => cleanLine(text));
}

/** Lists what the links to the home page say, in their words or in those of their image. */
function namesOfHome(root: PageTree['root']): readonly string[] {
  return findAll(root, (one) => one.name === 'a' && leadsHome(one)).flatMap((link) => {
    const image = findFirst(link, ({ name }) => name === 'img')?.attribs.alt;
    return [textOf(link), image, link.attribs.title].map((text) =>
      cleanLine(text).replace(AROUND_NAME, '').replace(OF, ''),
    );
  });
}

function endOfTitle(root: PageTree['root']): string {
  const title = findFirst(root, ({ name }) => name === 'title');
  const [, ...ends] = title === null ? [] : cleanLine(textOf(title)).split(TITLE_SEPARATOR);
  return ends.at(-1) ?? '';
}

/** Returns what a line of a footer begins with: « Mairie de Redon » of « © Mairie de Redon – 35600 Redon ». */
function startOf(line: string): string {
  return line.split(/\s+[|–—·•-]\s+|\s*[,:©]\s*/).find((part) => part !== '') ?? '';
}
