import { type Diagnosis, ok, warning } from './diagnosis.ts';

/** Statements of the operator that the public pages quote; null where the configuration gives none. */
export interface OperatorStatements {
  readonly name: string | null;
  readonly address: string | null;
  readonly contact: string | null;
  readonly publicationDirector: string | null;
  readonly hostingProvider: string | null;
  readonly dataLicence: string | null;
}

interface Expected {
  readonly variable: string;
  /** Place where it is shown and reason for it, in French. */
  readonly use: string;
  /** Text to write, in French. */
  readonly content: string;
}

const BY_LAW = 'la loi le demande aux mentions légales (article 1-1 de la loi du 21 juin 2004)';

const EXPECTED: Readonly<Record<keyof OperatorStatements, Expected>> = {
  name: {
    variable: 'OPERATOR_NAME',
    use: `${BY_LAW} ; la déclaration d’accessibilité le nomme`,
    content: 'le nom et la forme juridique de l’organisme qui publie le service',
  },
  address: {
    variable: 'OPERATOR_ADDRESS',
    use: BY_LAW,
    content: 'l’adresse du siège et le téléphone de cet organisme',
  },
  contact: {
    variable: 'OPERATOR_CONTACT',
    use: 'le pied de chaque page, la déclaration d’accessibilité, qui doit dire où signaler un défaut, et security.txt le donnent',
    content: 'une adresse électronique, ou celle d’une page de contact (https://…)',
  },
  publicationDirector: {
    variable: 'PUBLICATION_DIRECTOR',
    use: BY_LAW,
    content: 'le nom de la personne qui dirige la publication',
  },
  hostingProvider: {
    variable: 'HOSTING_PROVIDER',
    use: BY_LAW,
    content: 'le nom, l’adresse et le téléphone de l’hébergeur',
  },
  dataLicence: {
    variable: 'DATA_LICENCE',
    use: 'sans elle, le catalogue des données ouvertes n’annonce aucune licence : personne ne sait s’il peut les réutiliser',
    content:
      'l’adresse de la licence de vos données, si vous avez le droit de l’accorder : https://spdx.org/licenses/etalab-2.0 par exemple',
  },
};

const FIELDS = [
  'name',
  'address',
  'contact',
  'publicationDirector',
  'hostingProvider',
  'dataLicence',
] as const;

/** One warning for each statement that the public pages lack. */
export function diagnoseOperator(statements: OperatorStatements): readonly Diagnosis[] {
  const missing = FIELDS.filter((field) => statements[field] === null);
  if (missing.length === 0) return [ok('operator', 'les pages publiques disent qui publie et qui héberge')];
  return missing.map((field) => {
    const { variable, use, content } = EXPECTED[field];
    return warning('operator', `${variable} manque : ${use}`, `Donnez-y ${content}.`);
  });
}
