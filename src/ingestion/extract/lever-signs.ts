/** What a sentence says when a lever is pulled. Patterns read a folded sentence. */
export interface LeverSign {
  readonly lever: string;
  readonly pattern: RegExp;
  /** Says by itself that the collectivité acts: holds even where the sentence names no subject. */
  readonly isTelling: boolean;
}

const PREMISES =
  "(?:(?:un|le|du|ce|son|l'ancien) local|(?:des|les|ses|de|d'autres) locaux|batiments?|salles?|bureaux|halle|(?:ancienne? )?(?:ecole|gare|garage|usine|presbytere|grange|entrepot|centre commercial)|maison|immobilier|immeuble|cuisine|lieux?|ateliers?|espaces?|boutique|multiservice|creche|pepiniere|site|tiers-lieu)\\b";
const LAND =
  '\\b(?:terrains?|foncier|parcelles?|friches?|terres?|hectares|toitures?|toits|domaine agricole|baux agricoles)\\b';
const OBTAIN =
  '(?:repond\\w*|reponse|laureate?s?|candidat\\w*|remport\\w+|obten\\w+|obtient|decroch\\w+|gagne\\w*|retenue?s?)';
const CALL = '(?:appels? a (?:projets?|manifestations?|candidatures?|initiatives?)|aap|ami)\\b';
const EUROPE =
  '(?:fse|feder|leader|interreg|fonds social europeen|fonds (?:europeens?|regiona\\w+)|france relance|plan de relance)';
const PEOPLE =
  '(?:acteurs|structures|associations|entreprises|habitants|citoyens|partenaires|maires|porteurs|professionnels|producteurs|maraichers|collectivites|communautes)\\b';

function signs(lever: string, isTelling: boolean, patterns: readonly string[]): readonly LeverSign[] {
  return patterns.map((pattern) => ({ lever, pattern: new RegExp(pattern), isTelling }));
}

/** `tells` hold where the sentence names no subject, `says` only where the collectivité acts. */
function sign(
  lever: string,
  { tells = [], says = [] }: { readonly tells?: readonly string[]; readonly says?: readonly string[] },
): readonly LeverSign[] {
  return [...signs(lever, true, tells), ...signs(lever, false, says)];
}

const MONEY_AND_MARKETS: readonly LeverSign[] = [
  ...sign('commande-publique', {
    tells: [
      "(?<!acces a la )commande publique|groupements? (?:de commandes|d'achats?)|spaser|achats? responsables?",
      "marches? (?:publics? )?reserves?|clauses? (?:sociales?|d'insertion|environnementales?)",
    ],
    says: [
      "marches? publics?|allotissement|\\bsourcage|marches? (?:d'exploitation|de gestion|de travaux|de services)",
      '\\bachet\\w+ .{0,40}(?:repas|legumes|produits|prestations|services)|clauses? dans|\\bdans (?:son|ses|leurs?) marches?\\b',
    ],
  }),
  ...sign('scic-capital', {
    tells: [
      '(?:entr|pri[st]|pren|interv|souscri|detien)\\w*.{0,40}\\b(?:au capital|parts sociales|participation (?:aux?|dans|au capital)|societariat)',
      '(?:est|sont|devien\\w+|devenue?s?) (?:aussi |egalement |en )?(?:societaires?|actionnaires?|associee?s? d)',
      '(?:pri[st]|pren|souscri|detien)\\w* .{0,25}\\bparts? .{0,30}\\b(?:scic|scop|cooperative|societe|elles)',
    ],
    says: [
      '(?:parts?|participations?) (?:sociales?|dans|de) .{0,30}\\b(?:scic|cooperative|societe)|membre de la scic|rejoint .{0,20}scic',
    ],
  }),
  ...sign('appel-a-projets', {
    tells: [
      `(?:outils?|editions?|budget|dotation).{0,70}${CALL}|${CALL}.{0,60}(?:editions?|dote|enveloppe|volets?|annuel|permanent)`,
      `^${CALL}`,
    ],
    says: [`(?:lanc|publi|organis|ouv|tien|port|cre|grace a un)\\w*.{0,40}${CALL}`],
  }),
  ...sign('recherche-financements', {
    tells: [
      `${OBTAIN}.{0,60}(?:${CALL}|\\bpia\\b|programme|${EUROPE})`,
      "laureate?s? (?:du|de l|d'un|des|depuis)|recherche de (?:co)?financements",
      'soutenue?s? financierement.{0,60}(?:aap|appel|region|etat|ministere|europe)',
      `(?:via|grace au|avec l'appui du|mobilis\\w+|finance\\w* par|vien\\w+ d(?:u|'un)) (?:le |du |des )?${EUROPE}`,
      'cherch\\w+ (?:des|de nouveaux) (?:co)?financements',
    ],
    says: [
      `(?:obten|mobilis|recu|sollicit|reuni)\\w*.{0,50}(?:subventions?|aides?|credits?|financements?) (?:de l'etat|de la region|europeen|regiona|nationa)`,
      "cofinancee? par (?:l'etat|la region|l'europe)",
    ],
  }),
  ...sign('subvention', {
    tells: [
      'subvention\\w* (?:de|d|versee|accordee|votee|attribuee|municipale)\\b',
      '^(?:soutien|appui) financier|^(?:co)?financement|^subvention|avec le soutien financier|enveloppes? de \\d',
      '(?:€|euros) (?:de la (?:ville|commune|region|metropole)|du departement)\\b',
    ],
    says: [
      '\\b(?:co)?financ(?:e|es|ent|ee|ees|er|era|eront)\\b|subventionn\\w+|soutien financier|aides? financieres?|soutenu\\w* financierement|aide financierement',
      '(?:vers|attribu|allou|accord|apport|consacr|vot|abond|contribu|engag|octroi|octroy|particip)\\w*.{0,60}(?:€|euros)|pren\\w* (?:en|a sa) charge|a la charge de la',
      '(?:vote|verse|attribue|accorde|octroie) (?:une |des )(?:subventions?|aides?)',
    ],
  }),
  ...sign('fonds-pret-garantie', {
    tells: [
      "garanti\\w* (?:d'|l'|un |des )?emprunts?|avances? (?:remboursables?|de tresorerie)|pret a taux zero|prets? d'honneur",
      "fonds (?:territorial|de garantie|local d'investissement|d'investissement solidaire|de prets?)",
    ],
    says: ['(?:garanti|pret|avanc)\\w* .{0,25}(?:emprunt|tresorerie)|fonds propres'],
  }),
];

const PLACES_AND_WORK: readonly LeverSign[] = [
  ...sign('locaux', {
    tells: [
      `(?:met|mis|mise|mises|mettre|mettent)(?: \\w+){0,2} (?:a )?(?:la )?disposition.{0,50}${PREMISES}`,
      `disposition d'un(?:e)? (?:\\w+ )?${PREMISES}|(?:recherche|pret) d'un(?:e)? (?:local|salle|lieu|batiment)`,
      "facilitant l'acces a l'immobilier|\\bloyers? (?:symbolique|modere|reduit|ajuste|minore)",
    ],
    says: [
      `(?:fourni|prete?|loue|loge|heberg|achet|acqui|renov|rehabilit|amenag|constru|rachet|confi|cherch|reconverti|accueill)\\w* .{0,40}${PREMISES}`,
      `(?:met|mis|mettre|mettent) .{0,30}${PREMISES}.{0,30}\\ba disposition|(?:murs|${PREMISES}).{0,20} propriete`,
    ],
  }),
  ...sign('foncier', {
    tells: [
      'identification de parcelles|mise a disposition.{0,40}\\bterrains?|portage foncier|bail emphyteotique',
    ],
    says: [
      `(?:met|mis|mise|mises|mettre|acqui|achet|rachet|preempt|cede|conced|accord|reserv|mobilis|bail|identifi|propos)\\w*.{0,90}${LAND}`,
      'organisme de foncier solidaire|\\bofs\\b|droits reels',
    ],
  }),
  ...sign('ingenierie', {
    tells: ['\\d (?:etp|postes?)\\b', 'internalisation'],
    says: [
      "recrut\\w+|postes? (?:de|d'|dedie|consacre)|incubateur|\\bdla\\b|ingenierie|service dedie|agence de developpement",
      "\\baccompagn\\w+ (?:\\w+ )?(?:les|des|aux?|l'emergence|la creation|sur mesure)|chargee?s? de mission|cheffe? de projet",
    ],
  }),
  ...sign('formation', {
    tells: ['(?<!centre de )formation (?:aupres|des|du personnel|pour les)|en immersion|immersions?\\b'],
    says: [
      '\\bform(?:e|er|ent|es|ee|ees)\\b|(?<!centre de )\\bformations?\\b|montee en competences?|parcours qualifiants?|sensibilis\\w+ (?:les|des|aux) (?:agents|elus|acheteurs)',
    ],
  }),
  ...sign('portage-direct', {
    tells: [
      '\\bregie (?:municipale|communale|intercommunale|departementale)|ferme (?:communale|municipale)|gestion directe',
    ],
    says: [
      '\\ben regie\\b|(?:gere|exploite|porte|cree|cultive|anime)\\w* (?:elle|lui|eux)-memes?|service municipal d|salarie\\w* (?:un|une|deux|des)',
    ],
  }),
];

const TOGETHER: readonly LeverSign[] = [
  ...sign('mise-en-reseau', {
    tells: [
      'fai(?:re|t) reseau|se rencontrer\\b|creer du lien|interconnaissance|^animation (?:d|du)|tete de reseau',
      '(?:mis|mise|met|mettent|mettre) en (?:lien|relation|reseau)',
    ],
    says: [
      `(?:reuni|rassembl|regroup|reli)\\w*.{0,50}\\b${PEOPLE}|s'(?:est|etait) (?:donc )?alliee?`,
      `\\banim\\w+ .{0,20}(?:reseau|club|acteurs)|rencontres? .{0,20}(?:entre|avec|des) (?:les )?${PEOPLE}`,
    ],
  }),
  ...sign('cooperation-ptce', {
    tells: [
      '\\bptce\\b|pole territorial de cooperation|comites? de filieres?',
      "(?:structur\\w+|creation|emergence) (?:de|d'une|des|la|les|une) filieres?|projet de scic.{0,80}co-?construction",
    ],
    says: ['cooperations? economiques?|mutualis\\w+'],
  }),
  ...sign('gouvernance-partagee', {
    tells: [
      "comites? (?:de (?:pilotage|projets?)|consultatif)|conseil (?:local |departemental |metropolitain )?de l'ess|conference permanente",
      '\\bco-?constru\\w+|gouvernance (?:partagee|de territoire|ouverte)|vraie place aux acteurs',
      'groupes? (?:techniques?|de travail).{0,60}(?:mis en place|acteurs|habitants|associations)|participation citoyenne',
    ],
    says: [
      `concertation|associ(?:e|es|ent|er) .{0,40}${PEOPLE}|avec (?:les|des) (?:habitants|citoyens|elus et avec)|reunions? publiques?`,
      `comite .{0,40}(?:reuni|rassembl|siege|associ)\\w*`,
    ],
  }),
  ...sign('contractualisation', {
    tells: [
      "mise en place du crte|convention pluriannuelle|conventions? d'objectifs|contrat de ville|convention tripartite",
    ],
    says: [
      '\\bsign\\w+.{0,50}(?:convention|contrat|charte|protocole)|convention\\w* (?:de|avec|lie|cadre)|delegation de service public|\\bsieg\\b|\\bcrte\\b',
    ],
  }),
  ...sign('facilitation-administrative', {
    tells: ['services prefectoraux|situation administrative'],
    says: [
      "prefecture|autoris(?:ations?|e|ent|er)\\b|demarches administratives|appui administratif|derogations?|plan local d'urbanisme|guichet unique|simplifi\\w+",
    ],
  }),
];

const KNOWING_AND_DECIDING: readonly LeverSign[] = [
  ...sign('strategie-plan-action', {
    tells: [
      "plan d'actions? (?:ess|est|s'organise|engage|en)|plan d'actions?.{0,12}\\bess\\b|politique (?:publique )?ess|plan (?:regional )?ess\\b|feuille de route",
      "\\bpat\\b.{0,40}(?:engage|definit|lance|adopte)|(?:emergence|laboration) de pat|strategie (?:alimentaire|ess|territoriale|locale|de)|delegation a? ?l?'?ess",
    ],
    says: [
      "plan d'actions?|strategie|projets? alimentaires? territoria|schema (?:directeur|de|regional)|politique de soutien",
    ],
  }),
  ...sign('experimentation', {
    tells: [
      "recherche-action (?:a ete |en cours )?(?:menee|conduite|comport)|tzcld|zero chomeurs?|decide d'experimenter|experimentation nationale",
    ],
    says: [
      "experiment\\w+|recherche-action|mise a l'essai|projet pilote|prototype|\\bteste[rz]?\\b|comme un essai",
    ],
  }),
  ...sign('etude-diagnostic', {
    tells: [
      '(?:etudes?|diagnostics?|enquetes?|etats? des lieux)\\b.{0,60}(?:ete menee?s?|ont ete|commande|realise|lance|menee par|a suivi|a precede)',
      '(?:lanc|engag|commande|realis|men|fait|dress)\\w* (?:un|une|des|plusieurs|en \\d{4} une?) (?:etudes?|diagnostics?|enquetes?|etats? des lieux)|etude de faisabilite|diagnostic partage',
    ],
    says: [
      "\\b(?:diagnostics?|enquetes?|cartographies?|observatoire|mesure d'impact|partenariat de recherche|etat des lieux)\\b|fait (?:etudier|evaluer)",
    ],
  }),
  ...sign('valorisation-evenement', {
    tells: ["\\bfoires?\\b.{0,40}(?:creee|organis|annuel)|mois de l'ess|remise de prix"],
    says: [
      'organis\\w+ .{0,40}(?:evenements?|forum|fete|festival|journees?|soirees?|salon|semaine|rendez-vous)|\\bannuaire|campagne de communication|\\blabel\\b|fait connaitre',
    ],
  }),
];

export const LEVER_SIGNS: readonly LeverSign[] = [
  ...MONEY_AND_MARKETS,
  ...PLACES_AND_WORK,
  ...TOGETHER,
  ...KNOWING_AND_DECIDING,
];
