import { formatDate } from '../../../src/domain/french/formats.ts';
import type { Experience } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';

/** Where the fiche comes from: title and address of the document, publisher, date. */
export function SourceLine({ source }: Pick<Experience, 'source'>) {
  const { title, url, homePage, publisher, date } = source;
  const shown = typeset(title);
  return (
    <p class="source">
      Source : {url === null || homePage ? shown : <a href={url}>{shown}</a>}, {typeset(publisher)}
      {date !== null && `, ${formatDate(date)}`}
      {url !== null && homePage && (
        <>
          {' '}
          (adresse précise inconnue : <a href={url}>accueil du site</a>)
        </>
      )}
    </p>
  );
}
