import type { Review } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { confidenceWords, DOUBT_LABELS, UNCERTAIN } from './words.ts';

/** Title of what asks whether to publish all the same. */
export const DOUBT_QUESTION = 'Publier malgré ces doutes ?';

/** Says why a person should look at a fiche before it is published. An unknown year alone stops nobody. */
export function reasonsOf({
  doubts,
  sameAs,
  confidence,
}: Pick<Review, 'sameAs' | 'confidence'> & {
  readonly doubts: readonly Review['doubts'][number][];
}): readonly string[] {
  const grave = doubts.filter((doubt) => doubt !== 'year-missing').map((doubt) => DOUBT_LABELS[doubt]);
  const [alike] = sameAs;
  return [
    ...grave,
    ...(alike === undefined ? [] : [`ressemble à « ${alike.title} »`]),
    ...(confidence !== null && confidence < UNCERTAIN
      ? [`ces territoires ont-ils agi ? ${confidenceWords(confidence)}`]
      : []),
  ];
}

/** Writes « À vérifier : thème à choisir, territoire sans code officiel. » */
export function reasonsInWords(reasons: readonly string[]): string {
  return typeset(`À vérifier : ${reasons.join(', ')}.`);
}
