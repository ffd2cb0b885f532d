const BY_LAW = 'la loi le demande aux mentions légales (article 1-1 de la loi du 21 juin 2004)';

/** Statements of the operator on the public pages: where and why each is shown, and the text to write, in French. */
const STATEMENTS = [
  {
    field: 'name',
    variable: 'OPERATOR_NAME',
    use: `${BY_LAW} ; la déclaration d’accessibilité le nomme`,
    content: 'le nom et la forme juridique de l’organisme qui publie le service',
  },
  {
    field: 'address',
    variable: 'OPERATOR_ADDRESS',
    use: BY_LAW,
    content: 'l’adresse du siège et le téléphone de cet organisme',
  },
  {
    field: 'contact',
    variable: 'OPERATOR_CONTACT',
    use: 'le pied de chaque page, la déclaration d’accessibilité, qui doit dire où signaler un défaut, et security.txt le donnent',
    content: 'une adresse électronique, ou celle d’une page de contact (https://…)',
  },
  {
    field: 'publicationDirector',
    variable: 'PUBLICATION_DIRECTOR',
    use: BY_LAW,
    content: 'le nom de la personne qui dirige la publication',
  },
  {
    field: 'hostingProvider',
    variable: 'HOSTING_PROVIDER',
    use: BY_LAW,
    content: 'le nom, l’adresse et le téléphone de l’hébergeur',
  },
  {
    field: 'dataLicence',
    variable: 'DATA_LICENCE',
    use: 'sans elle, le catalogue des données ouvertes n’annonce aucune licence : personne ne sait s’il peut les réutiliser',
    content:
      'l’adresse de la licence de vos données, si vous avez le droit de l’accorder : https://spdx.org/licenses/etalab-2.0 par exemple',
  },
] as const;

/** Statements of the operator; null where the configuration gives none. */
export type OperatorStatements = Readonly<Record<(typeof STATEMENTS)[number]['field'], string | null>>;

/** Returns each statement that the public pages lack, and what to write. */
export function missingStatements(given: OperatorStatements) {
  return STATEMENTS.filter(({ field }) => given[field] === null).map(({ variable, use, content }) => ({
    finding: `${variable} manque : ${use}`,
    remedy: `Donnez-y ${content}.`,
  }));
}
