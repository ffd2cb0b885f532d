import { fold } from '../../../domain/text/fold.ts';
import { isDateLine } from './stated-date.ts';

/** Text of an image, path in the site, or command of a page. */
const AROUND =
  /^(?:(?:image|photo|visuel|illustration|logo|vignette|banniere|legende|credits?)s?(?: photos?)? ?(?:[:–—\d(-]|d[eu]s? |d'|$)|©|copyright\b|(?:accueil|home) ?[>›»/|]|vous etes ici|fil d'ariane|aller au (?:contenu|menu)|partage[rz]\b|imprimer|temps de lecture|lire la suite|retour (?:a|aux?)\b|telecharger\b|menu$|accueil$|rechercher$)|\.(?:jpe?g|png|gif|webp|svg)$/;

/** Tells whether a line stands around a title in a page, and is not one: a date, the text of an image, a command. */
export function isAroundTitle(text: string): boolean {
  return isDateLine(text) || AROUND.test(fold(text).trim());
}

/** Titles that programs write by themselves in the properties of a file. */
const MADE_TITLE =
  /^(?:microsoft|sans (?:nom|titre)|untitled|présentation|document\s*\d*$|diapositive)|\.(?:docx?|odt|pptx?|indd|pdf|qxd|pub)$/i;

export function isMadeTitle(title: string): boolean {
  return MADE_TITLE.test(title);
}
