import { isEmpty } from '../../question/question.ts';
import type { SearchData } from './data/search-data.ts';
import { listErrors } from './form/field-errors.ts';

const MAX_SUBJECT = 60;

/** Returns the title of the page: the question and the territory, after the word « Erreur » when a field has one. */
export function titleOf(data: SearchData): string {
  const subject = subjectOf(data);
  return listErrors(data).length === 0 ? subject : `Erreur\u00a0: ${subject}`;
}

function subjectOf({ question, territory }: SearchData): string {
  if (isEmpty(question)) return 'Ce que d’autres collectivités ont fait avec l’ESS';
  const { priorities } = question;
  const subject =
    priorities.length > MAX_SUBJECT ? `${priorities.slice(0, MAX_SUBJECT).trimEnd()}…` : priorities;
  return [subject || 'Recommandations', territory?.name].filter(Boolean).join(' – ');
}
