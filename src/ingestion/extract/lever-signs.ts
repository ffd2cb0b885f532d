/** What a sentence says when a lever is pulled. Patterns read a folded sentence. */
export interface LeverSign {
  readonly lever: string;
  readonly pattern: RegExp;
  /**
   * `tells`: that the collectivité acts, even where the sentence names no subject.  `says`: only where
   * the collectivité acts.  `hints`: there too, and only when nothing else is nearer what it means.
   */
  readonly strength: SignStrength;
}

export type SignStrength = 'tells' | 'says' | 'hints';

const PREMISES =
  "(?:(?:un|le|du|ce|son|l'ancien) local|(?:des|les|ses|de|d'autres) locaux|batiments?|batisses?|salles?|bureaux|halles?|hangars?|gymnases?|(?:ancienne? )?(?:ecole|gare|garage|usine|presbytere|grange|entrepot|centre commercial)s?|maison|immobilier|immeubles?|murs|cuisine|lieux?|ateliers?|espaces?|boutiques?|multiservice|creche|pepiniere|site|tiers-lieux?|rez-de-chaussee)\\b";
const LAND =
  '\\b(?:terrains?|foncier|parcelles?|friches?|terres?|hectares|toitures?|toits|fermes?|domaine(?: agricole)?|exploitations? agricoles?|baux agricoles)\\b';
const OBTAIN =
  '(?:repond\\w*|reponse|laureate?s?|candidat\\w*|remport\\w+|obten\\w+|obtient|decroch\\w+|gagne\\w*|retenue?s?)';
const CALL = '(?:appels? a (?:projets?|manifestations?|candidatures?|initiatives?)|aap|ami)\\b';
const EUROPE =
  '(?:fse|feder|leader|interreg|fonds social europeen|fonds (?:europeens?|regiona\\w+)|france relance|plan de relance)';
const ELSEWHERE =
  "(?:de l'etat|de l'europe|europeen\\w*|de la region|regiona\\w+|du departement|departementa\\w+|nationa\\w+|de l'ademe|de la caf|leader|feder|fse)";
const PEOPLE =
  '(?:acteurs|structures|associations|entreprises|habitants|citoyens|partenaires|maires|elus|porteurs|professionnels|particuliers|producteurs|maraichers|agriculteurs|commercants|entrepreneurs|familles|laureats|benevoles|bailleurs|collectivites|communes|communautes|intercommunalites)\\b';
const MONEY = '\\d[^.;]{0,12}(?:€|euros)';

function sign(
  lever: string,
  patterns: Readonly<Partial<Record<SignStrength, readonly string[]>>>,
): readonly LeverSign[] {
  const strengths: readonly SignStrength[] = ['tells', 'says', 'hints'];
  return strengths.flatMap((strength) =>
    (patterns[strength] ?? []).map((pattern) => ({ lever, pattern: new RegExp(pattern), strength })),
  );
}

const MONEY_AND_MARKETS: readonly LeverSign[] = [
  ...sign('commande-publique', {
    tells: [
      '\\bpar marches? publics?|\\b(?:marches?|lots?)\\b.{0,50}\\breserves?\\b|\\breserv\\w+.{0,40}\\b(?:marches?|lots?)\\b',
      'schema (?:de promotion )?des? achats|achats? (?:publics? )?(?:socialement|ecologiquement|durables?)',
      "(?<!acces a la )commande publique|groupements? (?:de commandes|d'achats?)|spaser|achats? responsables?",
      "marches? (?:publics? )?reserves?|clauses? (?:sociales?|d'insertion|environnementales?)",
    ],
    says: [
      "marches? publics?|allotissement|\\bsourcage|marches? (?:d'exploitation|de gestion|de travaux|de services)",
      '\\bachet\\w+ .{0,40}(?:repas|legumes|produits|prestations|services)|clauses? dans|\\bdans (?:son|ses|leurs?) marches?\\b',
    ],
    hints: [
      "\\bachet(?:e|ent|ee?s?|er)\\b.{0,60}\\b(?:aupres|a (?:une?|des|la|l'))|criteres? (?:sociaux|environnementaux)|\\bcommande(?:nt)? (?:des|ses|les)\\b|nos marches",
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
    hints: [
      '(?:fait|font) partie des (?:associes|societaires|actionnaires|membres)|\\bmembres? .{0,15}(?:scic|cooperative)|(?:rejoint|rejoign\\w+|entr\\w+) .{0,15}(?:societariat|capital)|\\bactionnaires?\\b|\\bsocietaires?\\b',
      '\\bparts? (?:de|dans|au) .{0,40}',
    ],
  }),
  ...sign('appel-a-projets', {
    tells: [
      `(?:outils?|editions?|budget|dotation).{0,70}${CALL}|${CALL}.{0,60}(?:editions?|dote|enveloppe|volets?|annuel|permanent)`,
      `(?:^|\\| )${CALL}`,
    ],
    says: [`(?:lanc|publi|organis|ouv|tien|port|cre|grace a un)\\w*.{0,40}${CALL}`],
    hints: [
      `(?:selectionn|choisi|retien|examin)\\w* .{0,40}(?:projets|laureats|dossiers)|${CALL} (?:annuel|dedie|permanent|ess|commun)|\\bnotre ${CALL}|premier ${CALL}`,
    ],
  }),
  ...sign('recherche-financements', {
    tells: [
      '\\b(?:tour de table|plan de financement)\\b',
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
    hints: [
      `(?:subvention|aide|financement|soutien|credit|dotation|fonds)s?\\b.{0,40}${ELSEWHERE}|\\bcofinanc\\w+ (?:par|avec)|(?:repondu|repond|candidat\\w+|laureate?s?) (?:a|au|aux|pour|d'un)\\b.{0,40}(?:appel|programme|label|pole|\\bami\\b)`,
      'label .{0,40}(?:apporte|obtenu|decroche)|mobilis\\w+ (?:des|les) (?:fonds|financements|aides)',
    ],
  }),
  ...sign('subvention', {
    tells: [
      `budget (?:citoyen|participatif) (?:soutient|finance)`,
      'subvention\\w* (?:de|d|versee|accordee|votee|attribuee|municipale)\\b',
      '^(?:soutien|appui) financier|^(?:co)?financement|^subvention|avec le soutien financier|enveloppes? de \\d',
      '(?:€|euros) (?:de la (?:ville|commune|region|metropole)|du departement)\\b',
    ],
    says: [
      '\\b(?:co)?financ(?:e|es|ent|ee|ees|er|era|eront)\\b|subventionn\\w+|soutien financier|aides? financieres?|soutenu\\w* financierement|aide financierement',
      '(?:vers|attribu|allou|accord|apport|consacr|vot|abond|contribu|engag|octroi|octroy|particip)\\w*.{0,60}(?:€|euros)|pren\\w* (?:en|a sa) charge|a la charge de la',
      '(?:vote|verse|attribue|accorde|octroie) (?:une |des )(?:subventions?|aides?)',
    ],
    hints: [
      `(?:invest|debloqu|mis|met|contribu|redistribu|distribu|engag|reserv|soutien|soutenu|aide|appu|pay)\\w*\\b.{0,60}${MONEY}|${MONEY}.{0,40}(?:attribues|distribues|verses|votes|accordes)`,
      "\\b(?:pay(?:e|ent|ee?s?|er)|paient?|rembours(?:e|ent)) (?:la|le|les|une|l'|des)\\b|vot\\w+ (?:des|les|un|une) (?:financements?|budgets?|credits|aides?)|\\baid\\w+ .{0,30}(?:en (?:fonctionnement|investissement)|a l'investissement|au demarrage|a s'equiper)|cheques?\\b|a hauteur de",
    ],
  }),
  ...sign('fonds-pret-garantie', {
    tells: [
      'avec la garantie (?:de|du)|prets? (?:sans interet|bonifie|participatif)|quasi-fonds propres',
      "garanti\\w* (?:d'|l'|un |des )?emprunts?|avances? (?:remboursables?|de tresorerie)|pret a taux zero|prets? d'honneur",
      "fonds (?:territorial|de garantie|local d'investissement|d'investissement solidaire|de prets?)",
    ],
    says: ['(?:garanti|pret|avanc)\\w* .{0,25}(?:emprunt|tresorerie)|fonds propres'],
    hints: [`(?:avanc|pret)\\w* .{0,20}${MONEY}|\\bemprunts?\\b.{0,30}garanti`],
  }),
];

const PLACES_AND_WORK: readonly LeverSign[] = [
  ...sign('locaux', {
    tells: [
      `${PREMISES}.{0,20}\\b(?:municipal|communal|intercommunal|departemental)\\w* (?:prete|loue|mis)|\\bpret d(?:u|e la|e l'|es) ?${PREMISES}|${PREMISES} (?:prete|loue)e?s? (?:a|pour|par)`,
      `(?:met|mis|mise|mises|mettre|mettent)(?: \\w+){0,2} (?:a )?(?:la )?disposition.{0,50}${PREMISES}`,
      `disposition d'un(?:e)? (?:\\w+ )?${PREMISES}|(?:recherche|pret) d'un(?:e)? (?:local|salle|lieu|batiment)`,
      "facilitant l'acces a l'immobilier|\\bloyers? (?:symbolique|modere|reduit|ajuste|minore)",
    ],
    says: [
      `(?:fourni|prete?|loue|loge|heberg|achet|acqui|renov|rehabilit|amenag|constru|rachet|confi|cherch|reconverti|accueill)\\w* .{0,40}${PREMISES}`,
      `(?:met|mis|mettre|mettent) .{0,30}${PREMISES}.{0,30}\\ba disposition|(?:murs|${PREMISES}).{0,20} propriete`,
    ],
    hints: [
      `(?:apport|install|bati|pay|propos|reserv|trouv|rachet|possed|transform)\\w*\\b .{0,40}${PREMISES}|\\b(?:loue|prete)(?:nt|e)?\\b.{0,30}\\d[\\d ]* ?m(?:2|²)|\\b(?:bail|loyers?)\\b|mis(?:e)? en location`,
    ],
  }),
  ...sign('foncier', {
    tells: [
      'portage (?:temporaire|foncier|des terres)|veille fonciere|baux? (?:emphyteotique|reels? solidaires?)|espace-test agricole',
      'identification de parcelles|mise a disposition.{0,40}\\bterrains?|portage foncier|bail emphyteotique',
    ],
    says: [
      `(?:met|mis|mise|mises|mettre|acqui|achet|rachet|preempt|cede|conced|accord|reserv|mobilis|bail|identifi|propos)\\w*.{0,90}${LAND}`,
      'organisme de foncier solidaire|\\bofs\\b|droits reels',
    ],
    hints: [
      `(?:confi|port|pret|garde|transform|install|preserv|prot[eé]g|rev|loue|lou)\\w*\\b.{0,60}${LAND}`,
    ],
  }),
  ...sign('ingenierie', {
    tells: [
      'chargee?s? de mission .{0,30}(?:accompagn|aid|guid|suit|suiv)\\w*',
      '\\d (?:etp|postes?)\\b',
      'internalisation',
    ],
    says: [
      "recrut\\w+|postes? (?:de|d'|dedie|consacre)|incubateur|\\bdla\\b|ingenierie|service dedie|agence de developpement",
      "\\baccompagn\\w+ (?:\\w+ )?(?:les|des|aux?|l'emergence|la creation|sur mesure)|chargee?s? de mission|cheffe? de projet",
    ],
    hints: [
      'embauch\\w+|facilitateurs?\\b|animat(?:eur|rice)s?\\b|conseill?(?:e|ent|er)\\b|\\bguid(?:e|ent|er)\\b|expertise|appui technique|specialistes|suivi (?:pendant|individuel|par une?|collectif)|accompagnement\\b',
      '\\baid(?:e|ent|er)\\b.{0,40}(?:se structurer|a monter|a creer|porteurs)|\\bservice\\b.{0,40}(?:personnes|agents)\\b',
    ],
  }),
  ...sign('formation', {
    tells: ['(?<!centre de )formation (?:aupres|des|du personnel|pour les)|en immersion|immersions?\\b'],
    says: [
      '\\bform(?:e|er|ent|es|ee|ees)\\b|(?<!centre de )\\bformations?\\b|montee en competences?|parcours qualifiants?|sensibilis\\w+ (?:les|des|aux) (?:agents|elus|acheteurs)',
    ],
    hints: ['sensibilis\\w+|\\bcours\\b|demi-journees?\\b|apprend\\w*|\\bqualifi\\w+'],
  }),
  ...sign('portage-direct', {
    tells: [
      '(?:ses|leurs|nos) propres (?:agents|services)|agents (?:de la commune|municipaux|communaux|de la ville)',
      '\\bregie (?:municipale|communale|intercommunale|departementale)|ferme (?:communale|municipale)|gestion directe',
    ],
    says: [
      '\\ben regie\\b|(?:gere|exploite|porte|cree|cultive|anime)\\w* (?:elle|lui|eux)-memes?|service municipal d|salarie\\w* (?:un|une|deux|des)',
    ],
    hints: [
      "\\b(?:emploie(?:nt)?|salarie(?:nt)?)\\b|\\b(?:sa|son|leur) propre (?!territoire)|\\bexploit(?:e|ent|er|ee?s?)\\b|\\bgere(?:nt)? (?:seule?s?|directement|la|le|les)\\b|service (?:municipal|communal|intercommunal|departemental) (?:de|d'|dedie)",
    ],
  }),
];

const TOGETHER: readonly LeverSign[] = [
  ...sign('mise-en-reseau', {
    tells: [
      'reseau de (?:lieux|structures|tiers-lieux|partenaires|acteurs)',
      'fai(?:re|t) reseau|se rencontrer\\b|creer du lien|interconnaissance|^animation (?:d|du)|tete de reseau',
      '(?:mis|mise|met|mettent|mettre) en (?:lien|relation|reseau)',
    ],
    says: [
      `(?:reuni|rassembl|regroup|reli)\\w*.{0,50}\\b${PEOPLE}|s'(?:est|etait) (?:donc )?alliee?`,
      `\\banim\\w+ .{0,20}(?:reseau|club|acteurs)|rencontres? .{0,20}(?:entre|avec|des) (?:les )?${PEOPLE}`,
    ],
    hints: [
      `(?:feder|mobilis|convainc|convainqu|rapproch|invit)\\w*.{0,60}\\b${PEOPLE}|\\breseaux?\\b|\\brelient? (?:les|des)|fait le lien|tables? rondes?|\\bclubs?\\b|reunions? (?:publiques?|trimestriel\\w+|regulier\\w+|de)`,
    ],
  }),
  ...sign('cooperation-ptce', {
    tells: [
      "groupements? d'employeurs|bati\\w* ensemble|(?:se sont|s'est) (?:alliee?s?|unie?s?|regroupee?s?)|pole de cooperation",
      '\\bptce\\b|pole territorial de cooperation|comites? de filieres?',
      "(?:structur\\w+|creation|emergence) (?:de|d'une|des|la|les|une) filieres?|projet de scic.{0,80}co-?construction",
    ],
    says: ['cooperations? economiques?|mutualis\\w+'],
    hints: ['\\bfilieres?\\b|cooperations? (?:entre|avec|territoriale)|projet commun'],
  }),
  ...sign('gouvernance-partagee', {
    tells: [
      "comite (?:d'habitants|de suivi|consultatif)|tires? au sort|co-?ger\\w+|gouvernee? par|budget participatif|conseil de l'ess|vot(?:e|ent|er) en ligne",
      "comites? (?:de (?:pilotage|projets?)|consultatif)|conseil (?:local |departemental |metropolitain )?de l'ess|conference permanente",
      '\\bco-?constru\\w+|gouvernance (?:partagee|de territoire|ouverte)|vraie place aux acteurs',
      'groupes? (?:techniques?|de travail).{0,60}(?:mis en place|acteurs|habitants|associations)|participation citoyenne',
    ],
    says: [
      `concertation|associ(?:e|es|ent|er) .{0,40}${PEOPLE}|avec (?:les|des) (?:habitants|citoyens|elus et avec)|reunions? publiques?`,
      `comite .{0,40}(?:reuni|rassembl|siege|associ)\\w*`,
    ],
    hints: [
      "conseil d'administration|sieg\\w+\\b|\\bcomites?\\b|donne\\w* (?:leur|son) avis|demande\\w* l'avis|laisse\\w* .{0,30}(?:public|habitants)|consult\\w+ (?:les|des|l)|avec (?:des|les|ses) (?:habitants|acteurs|usagers|associations)|elabor\\w+ .{0,30}avec|conseil d'orientation",
    ],
  }),
  ...sign('contractualisation', {
    tells: [
      '\\bconventions?\\b.{0,60}\\b(?:fixe|fixent|lie|lient|organise|organisent|signee?s?|associe)\\b|signe\\w* .{0,30}\\bconvention|inscri\\w+ .{0,30}contrat|contrat (?:de ville|de ruralite|de territoire|de quartier)',
      "mise en place du crte|convention pluriannuelle|conventions? d'objectifs|contrat de ville|convention tripartite",
    ],
    says: [
      '\\bsign\\w+.{0,50}(?:convention|contrat|charte|protocole)|convention\\w* (?:de|avec|lie|cadre)|delegation de service public|\\bsieg\\b|\\bcrte\\b',
    ],
    hints: [
      "\\bconventions?\\b|confi\\w+ (?:la gestion|l'exploitation|l'animation)|partenariat (?:pluriannuel|avec)|\\bchartes?\\b",
    ],
  }),
  ...sign('facilitation-administrative', {
    tells: ['services prefectoraux|situation administrative'],
    says: [
      "prefecture|autoris(?:ations?|e|ent|er)\\b|demarches administratives|appui administratif|derogations?|plan local d'urbanisme|guichet unique|simplifi\\w+",
    ],
    hints: [
      "\\bplu\\b|urbanisme|demarches\\b|\\bguichets?\\b|procedures?\\b|aupres (?:de l'etat|des services)|negoci\\w+|voirie|occupation (?:de l'espace|du domaine)",
    ],
  }),
];

const KNOWING_AND_DECIDING: readonly LeverSign[] = [
  ...sign('strategie-plan-action', {
    tells: [
      "s'inscri\\w+ dans .{0,30}(?:projet alimentaire|plan |schema|strategie|politique)|projet alimentaire territorial|deliberation (?:de|du)",
      "plan d'actions? (?:ess|est|s'organise|engage|en)|plan d'actions?.{0,12}\\bess\\b|politique (?:publique )?ess|plan (?:regional )?ess\\b|feuille de route",
      "\\bpat\\b.{0,40}(?:engage|definit|lance|adopte)|(?:emergence|laboration) de pat|strategie (?:alimentaire|ess|territoriale|locale|de)|delegation a? ?l?'?ess",
    ],
    says: [
      "plan d'actions?|strategie|projets? alimentaires? territoria|schema (?:directeur|de|regional)|politique de soutien",
    ],
    hints: [
      "\\bschema\\b|\\bpacte\\b|\\bpolitique (?:de|d'|departementale|publique|en faveur)|\\bdelegation\\b|s'est fixee?|\\bobjectifs?\\b|\\bvolet\\b|feuille de route|plan (?:local|departemental|metropolitain|climat)",
    ],
  }),
  ...sign('experimentation', {
    tells: [
      "recherche-action (?:a ete |en cours )?(?:menee|conduite|comport)|tzcld|zero chomeurs?|decide d'experimenter|experimentation nationale",
    ],
    says: [
      "experiment\\w+|recherche-action|mise a l'essai|projet pilote|prototype|\\bteste[rz]?\\b|comme un essai",
    ],
    hints: ["\\btest(?:e|ent|ee?s?|er)?\\b|\\bpilotes?\\b|a titre d'essai|\\bessai\\b"],
  }),
  ...sign('etude-diagnostic', {
    tells: [
      '(?:etudes?|diagnostics?|enquetes?|etats? des lieux|evaluations?|bilans?)\\b.{0,60}(?:a permis|a montre|ont montre|a precede|a recueilli|a suivi|confiee?|partage)',
      '(?:etudes?|diagnostics?|enquetes?|etats? des lieux)\\b.{0,60}(?:ete menee?s?|ont ete|commande|realise|lance|menee par|a suivi|a precede)',
      '(?:lanc|engag|commande|realis|men|fait|dress)\\w* (?:un|une|des|plusieurs|en \\d{4} une?) (?:etudes?|diagnostics?|enquetes?|etats? des lieux)|etude de faisabilite|diagnostic partage',
    ],
    says: [
      "\\b(?:diagnostics?|enquetes?|cartographies?|observatoire|mesure d'impact|partenariat de recherche|etat des lieux)\\b|fait (?:etudier|evaluer)",
    ],
    hints: [
      '\\betudes?\\b|\\bevalu\\w+|\\benquetes?\\b|\\brecens\\w+|\\bcartographi\\w+|\\banalyse\\w*|\\bindicateurs\\b',
    ],
  }),
  ...sign('valorisation-evenement', {
    tells: [
      '\\b(?:salon|forum|foire|fete|festival|prix)\\b.{0,40}\\b(?:organis|annuel|chaque|tenu|permet)\\w*|(?:chaque|tous les) (?:ans?|annee|automne|printemps|ete|hiver|mois de novembre).{0,30}\\b(?:salon|forum|foire|fete|festival)\\b',
      "\\bfoires?\\b.{0,40}(?:creee|organis|annuel)|mois de l'ess|remise de prix",
    ],
    says: [
      'organis\\w+ .{0,40}(?:evenements?|forum|fete|festival|journees?|soirees?|salon|semaine|rendez-vous)|\\bannuaire|campagne de communication|\\blabel\\b|fait connaitre',
    ],
    hints: [
      '\\b(?:salon|forum|foire|fete|festival|prix|label|labellis\\w+|annuaire|manifestation|inaugur\\w+|communication)\\b|mis(?:e|es)? en valeur|valoris\\w+ (?:les|des|l)|\\bguide\\b|publi\\w+ (?:un|une|des|le|la)',
    ],
  }),
];

export const LEVER_SIGNS: readonly LeverSign[] = [
  ...MONEY_AND_MARKETS,
  ...PLACES_AND_WORK,
  ...TOGETHER,
  ...KNOWING_AND_DECIDING,
];
