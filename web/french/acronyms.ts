/** Expansions of the acronyms of the field. */
export const ACRONYMS: Readonly<Record<string, string>> = {
  AAP: 'appel à projets',
  ADEME: 'Agence de la transition écologique',
  AMAP: 'association pour le maintien d’une agriculture paysanne',
  AMI: 'appel à manifestation d’intérêt',
  BRS: 'bail réel solidaire : les murs sont vendus, le sol reste à un organisme de foncier solidaire',
  CAE: 'coopérative d’activité et d’emploi',
  CAF: 'caisse d’allocations familiales',
  CCAS: 'centre communal d’action sociale',
  CIVAM: 'centre d’initiatives pour valoriser l’agriculture et le milieu rural',
  CPO: 'convention pluriannuelle d’objectifs',
  CRESS: 'chambre régionale de l’économie sociale et solidaire',
  CRTE: 'contrat pour la réussite de la transition écologique, d’abord « de relance et de transition écologique »',
  DLA: 'dispositif local d’accompagnement',
  DSP: 'délégation de service public',
  EPCI: 'établissement public de coopération intercommunale : communauté de communes, d’agglomération, urbaine, ou métropole',
  EPT: 'établissement public territorial de la métropole du Grand Paris',
  ESS: 'économie sociale et solidaire : associations, coopératives, mutuelles, fondations et certaines sociétés commerciales',
  ETP: 'équivalent temps plein',
  FEDER: 'Fonds européen de développement régional',
  FSE: 'Fonds social européen',
  IAE: 'insertion par l’activité économique',
  INSEE: 'Institut national de la statistique et des études économiques',
  LEADER: 'programme européen de développement rural',
  MSA: 'Mutualité sociale agricole',
  OFS: 'organisme de foncier solidaire',
  OPH: 'office public de l’habitat',
  PAT: 'projet alimentaire territorial',
  PETR: 'pôle d’équilibre territorial et rural',
  PIA: 'programme d’investissements d’avenir',
  PLU: 'plan local d’urbanisme',
  PME: 'petite ou moyenne entreprise',
  PTCE: 'pôle territorial de coopération économique',
  RGAA: 'référentiel général d’amélioration de l’accessibilité',
  RSA: 'revenu de solidarité active',
  RTES: 'Réseau des collectivités territoriales pour une économie solidaire',
  SCIC: 'société coopérative d’intérêt collectif : salariés, usagers et collectivités peuvent en être associés',
  SCOP: 'société coopérative de production, détenue en majorité par ses salariés',
  SEM: 'société d’économie mixte',
  SIAE: 'structure d’insertion par l’activité économique',
  SIEG: 'service d’intérêt économique général',
  SIREN: 'numéro de neuf chiffres qui désigne un organisme',
  SPASER: 'schéma de promotion des achats publics socialement et écologiquement responsables',
  SRDEII: 'schéma régional de développement économique, d’innovation et d’internationalisation',
  TPE: 'très petite entreprise',
  TZCLD: 'Territoires zéro chômeur de longue durée',
  UGAP: 'Union des groupements d’achats publics',
  URSCOP: 'union régionale des sociétés coopératives',
};

const CAPITALS = /(?<![\p{L}\p{N}])[A-Z]{3,}(?![\p{L}\p{N}])/gu;

/** Known acronyms found in texts, in alphabetical order. */
export function acronymsIn(texts: readonly string[]): readonly string[] {
  const words = new Set(texts.flatMap((text) => text.match(CAPITALS) ?? []));
  return [...words].filter((word) => Object.hasOwn(ACRONYMS, word)).sort();
}
