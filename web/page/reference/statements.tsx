import { formatDate, formatNumber, joinWithAnd } from '../../../src/domain/french/formats.ts';
import { capitalise } from '../../../src/domain/french/labels.ts';
import type { Operator } from '../../contract.ts';
import { typeset } from '../../french/typography.ts';
import type { Page } from '../layout/page.ts';
import { readProse } from '../prose.ts';
import accessibilityText from './accessibility.md?raw';
import blindSpotsText from './blind-spots.md?raw';
import contributionsText from './contributions.md?raw';
import ecodesignText from './ecodesign.md?raw';
import entrustedText from './entrusted-questions.md?raw';
import legalText from './legal.md?raw';
import { Linked } from './linked.tsx';
import WEIGHTS from './measured-weights.json';

/** Day of the accessibility statement, `AAAA-MM-JJ`. */
const STATED_ON = '2026-12-03';
const BYTES_PER_KB = 1_000;

const writeAccessibility = readProse(accessibilityText);
const writeEcodesign = readProse(ecodesignText);
const writeLegal = readProse(legalText);
const writeContributions = readProse(contributionsText);
const writeBlindSpots = readProse(blindSpotsText);
const writeEntrusted = readProse(entrustedText);

/** The accessibility statement, after the model of the RGAA. */
export const accessibilityPage: Page = async ({ operator: { name, contact } }) => {
  const values = {
    commitment:
      name === null
        ? 'Ce service a été conçu pour être accessible'
        : `${name} s’engage à rendre ce service accessible`,
    date: formatDate(STATED_ON),
    contact:
      contact === null ? (
        <p>
          L’organisme qui exploite ce service n’a pas encore indiqué à quelle adresse lui signaler un contenu
          inaccessible.
        </p>
      ) : (
        <p>
          Si un contenu ou un service vous est inaccessible, écrivez à <Linked value={contact} /> pour être
          orienté vers une solution accessible ou obtenir le contenu sous une autre forme.
        </p>
      ),
  };
  return {
    head: {
      title: 'Accessibilité : partiellement conforme',
      description:
        'Déclaration d’accessibilité : état et taux de conformité, défauts connus, signalement et voies de recours.',
      canonicalPath: '/accessibilite',
      isIndexed: true,
    },
    body: <div class="prose" dangerouslySetInnerHTML={{ __html: writeAccessibility(values) }} />,
  };
};

function Weights() {
  return (
    <table class="measures">
      <caption>Mesures du {formatDate(WEIGHTS.date)}, avec le corpus de départ</caption>
      <thead>
        <tr>
          <th scope="col">Page</th>
          {['Poids', 'Requêtes', 'Éléments'].map((name) => (
            <th key={name} scope="col" class="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {WEIGHTS.pages.map(({ label, bytes, requests, elements }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="number">{formatNumber(Math.round(bytes / BYTES_PER_KB))}&nbsp;ko</td>
            <td class="number">{formatNumber(requests)}</td>
            <td class="number">{formatNumber(elements)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The ecodesign declaration, after the RGESN: measures, choices and work to come, without any claim of an audit. */
export const ecodesignPage: Page = async ({ operator: { hostingProvider, contact } }) => {
  const values = {
    weights: <Weights />,
    host: hostingProvider === null ? '' : ` (${hostingProvider})`,
    contact: contact !== null && (
      <>
        <h2>Contact</h2>
        <p>
          Une remarque, une page trop lourde : <Linked value={contact} />
        </p>
      </>
    ),
  };
  return {
    head: {
      title: 'Écoconception : non évaluée',
      description:
        'Déclaration d’écoconception : ce que pèsent les pages, mesuré, ce qui a été choisi pour les alléger, et ce qui reste à faire.',
      canonicalPath: '/ecoconception',
      isIndexed: true,
    },
    body: <div class="prose" dangerouslySetInnerHTML={{ __html: writeEcodesign(values) }} />,
  };
};

/** Statements that the law asks of a publisher; a missing one is named as such, and nothing stands in its place. */
function Publisher({ operator }: { readonly operator: Operator }) {
  const statements: readonly (readonly [label: string, value: string | null])[] = [
    ['organisme', operator.name],
    ['adresse et téléphone', operator.address],
    ['contact', operator.contact],
    ['direction de la publication', operator.publicationDirector],
    ['hébergement', operator.hostingProvider],
  ];
  const missing = statements.filter(([, value]) => value === null).map(([label]) => label);
  return (
    <>
      <dl class="definitions">
        {statements.map(
          ([label, value]) =>
            value !== null && (
              <div key={label}>
                <dt>{capitalise(label)}</dt>
                <dd>
                  <Linked value={value} />
                </dd>
              </div>
            ),
        )}
      </dl>
      {missing.length > 0 && (
        <p>{typeset(`Non communiqué à ce jour par l’exploitant : ${joinWithAnd(missing)}.`)}</p>
      )}
    </>
  );
}

export const legalPage: Page = async ({ operator }) => {
  const { takesContributions, countsBlindSpots, entrustedQuestionDays: days } = operator;
  const values = {
    publisher: <Publisher operator={operator} />,
    exception: (takesContributions || days !== null) && ', sauf ce qui suit,',
  };
  const html = [
    writeLegal(values),
    takesContributions ? writeContributions() : '',
    days === null ? '' : writeEntrusted({ days }),
    countsBlindSpots ? writeBlindSpots() : '',
  ].join('');
  return {
    head: {
      title: 'Mentions légales',
      description: 'Qui publie et héberge ce service, et sous quelles licences est ce qu’il emploie.',
      canonicalPath: '/mentions-legales',
      isIndexed: true,
    },
    body: <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />,
  };
};
