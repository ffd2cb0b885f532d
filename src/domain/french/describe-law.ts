import type { KindPermission, LegalReview } from '../lever/lever-law.ts';
import { formatDate } from './formats.ts';
import { capitalise, KINDS_WITH_ARTICLE } from './labels.ts';

function uncapitalise(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Says whether a kind of collectivité may use a lever, and under which condition. */
export function describePermission(permission: KindPermission): string {
  const who = KINDS_WITH_ARTICLE[permission.kind];
  switch (permission.may) {
    case 'yes':
      return `${capitalise(who)} peut l’utiliser.`;
    case 'conditional':
      return `${capitalise(who)} peut l’utiliser sous condition : ${uncapitalise(permission.reason)}`;
    case 'no':
      return `${capitalise(who)} ne peut pas l’utiliser : ${uncapitalise(permission.reason)}`;
  }
}

/** Says whether a lawyer has read the law of a lever again. */
export function describeReview(reviewedBy: LegalReview | null): string {
  return reviewedBy === null
    ? 'Aucun juriste n’a encore relu ni signé ces textes : faites vérifier avant de délibérer.'
    : `Relu par ${reviewedBy.name} le ${formatDate(reviewedBy.on)}.`;
}
