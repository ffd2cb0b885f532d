import { foldWords } from '../../../domain/territory/fold-name.ts';

/** Words that the name of a pays may do without: « PETR du Pays de Langres ». */
const FORM_OF_PAYS = /^(?:(?:petr|pole|pays|territorial|du|de|des|d|la|le|les|l) )+/;

/** Returns the words of the name of a pays or PETR that tell it from others, folded. */
export function coreOfPays(name: string): string {
  return foldWords(name).replace(FORM_OF_PAYS, '');
}
