/** What a sentence says when a lever is pulled. Patterns read a folded sentence. */
export interface LeverSign {
  readonly lever: string;
  readonly pattern: RegExp;
  /** Says by itself that the collectivité acts: holds even where the sentence names no subject. */
  readonly isTelling: boolean;
}

const PREMISES =
  "(?:(?:un|le|du|ce|son|l'ancien) local|(?:des|les|ses|de|d'autres) locaux|batiment|salle|bureaux|halle|ancienne ecole|maison|immobilier|immeuble|cuisine|lieu|atelier|entrepot|espaces?)\\b";
const OBTAIN = '(?:repond\\w*|reponse|laureate?s?|candidat\\w*|remport\\w+|obten\\w+|decroch\\w+|gagne\\w*)';
const CALL = '(?:appels? a (?:projets?|manifestations?|candidatures?)|aap|ami)\\b';
const EUROPE = '(?:fse|feder|leader|fonds social europeen|fonds europeens?|france relance|plan de relance)';

function telling(lever: string, ...patterns: readonly string[]): readonly LeverSign[] {
  return patterns.map((pattern) => ({ lever, pattern: new RegExp(pattern), isTelling: true }));
}

/** To be believed only where the collectivité is who acts. */
function said(lever: string, ...patterns: readonly string[]): readonly LeverSign[] {
  return patterns.map((pattern) => ({ lever, pattern: new RegExp(pattern), isTelling: false }));
}

export const LEVER_SIGNS: readonly LeverSign[] = [
  ...telling(
    'commande-publique',
    "(?<!acces a la )commande publique|groupements? (?:de commandes|d'achats?)",
    "marches? (?:publics? )?reserves?|clauses? (?:sociales?|d'insertion|environnementales?)|spaser|achats? responsables?",
  ),
  ...said(
    'commande-publique',
    'marches? publics?|allotissement|\\bsourcage',
    '\\bachet\\w+ .{0,40}(?:repas|legumes|produits|prestations|services)',
  ),
  ...telling(
    'scic-capital',
    '(?:entr|pri[st]|pren|interv|souscri|detien)\\w*.{0,40}\\b(?:au capital|parts sociales|participation (?:aux?|dans|au capital)|societariat)',
    '(?:est|sont|devien\\w+|devenue?s?) (?:aussi |egalement )?(?:societaires?|associee?s?)\\b',
    '(?:pri[st]|pren|souscri|detien)\\w* (?:des |\\d+ |une )?parts? .{0,30}\\b(?:scic|scop|cooperative|societe)',
  ),
  ...telling(
    'locaux',
    `(?:met|mis|mise|mises|mettre|mettent)(?: \\w+){0,2} (?:a )?(?:la )?disposition.{0,50}${PREMISES}`,
    `disposition d'un(?:e)? (?:\\w+ )?${PREMISES}`,
    `(?:recherche|identification|pret) d'un(?:e)? (?:local|salle|lieu|batiment)|facilitant l'acces a l'immobilier`,
    '\\bloyers? (?:symbolique|modere|reduit|ajuste|minore)',
  ),
  ...said(
    'locaux',
    `(?:fourni|prete?|loue|heberg|achet|acqui|renov|rehabilit|amenag|constru|rachet|confi|cherch)\\w* .{0,30}${PREMISES}`,
  ),
  ...said(
    'foncier',
    '(?:met|mis|mise|mises|mettre|acqui|achet|preempt|cede|portage|reserv|mobilis|bail|identifi)\\w*.{0,60}\\b(?:terrains?|foncier|parcelles?|friches?|terres|hectares|toitures?)',
    'bail emphyteotique|portage foncier|organisme de foncier solidaire|\\bofs\\b',
  ),
  ...telling('foncier', 'identification de parcelles|mise a disposition.{0,40}\\bterrains?'),
  ...said('appel-a-projets', `(?:lanc|publi|organis|ouv|tien|port|cre)\\w*.{0,40}${CALL}`),
  ...telling(
    'appel-a-projets',
    `(?:outils?|editions?|budget|dotation).{0,70}${CALL}|${CALL}.{0,60}(?:editions?|dote|enveloppe|volets?)`,
    `^${CALL}`,
  ),
  ...telling(
    'recherche-financements',
    `${OBTAIN}.{0,60}(?:${CALL}|\\bpia\\b|programme|${EUROPE})`,
    `laureate?s? (?:du|de l|d'un|des|depuis)`,
    `soutenue?s? financierement.{0,60}(?:aap|appel|region|etat|ministere|europe)`,
    `(?:via|grace au|avec l'appui du|mobilis\\w+|finance\\w* par) (?:le |du |des )?${EUROPE}`,
    'cherch\\w+ (?:des|de nouveaux) (?:co)?financements|recherche de (?:co)?financements',
  ),
  ...telling(
    'subvention',
    'subvention\\w* (?:de|d|annuelle|versee|accordee|votee|attribuee|municipale)\\b(?<!qu.une subvention \\w+)',
    '^(?:soutien|appui) financier|^(?:co)?financement|^subvention|avec le soutien financier',
    'enveloppes? de \\d',
  ),
  ...said(
    'subvention',
    '\\b(?:co)?financ(?:e|es|ent|ee|ees|er|era|eront)\\b|subventionn\\w+|soutien financier|aides? financieres?|soutenu financierement',
    '(?:vers|attribu|allou|accord|apport|consacr|vot|abond)\\w*.{0,60}(?:€|euros)|prend en charge',
    '(?:vote|verse|attribue|accorde) (?:une |des )subventions?',
  ),
  ...telling(
    'fonds-pret-garantie',
    "garanti\\w* (?:d'|l'|un |des )?emprunts?|avances? (?:remboursables?|de tresorerie)|pret a taux zero|pret d'honneur",
    "fonds (?:territorial|de garantie|local d'investissement|d'investissement solidaire|de prets?)",
  ),
  ...telling('ingenierie', '\\d (?:etp|postes?)\\b', 'internalisation'),
  ...said(
    'ingenierie',
    "recrut\\w+|postes? (?:de|d'|dedie|consacre)|incubateur|pepiniere|\\bdla\\b|ingenierie",
    "\\baccompagn\\w+ (?:\\w+ )?(?:les|des|aux?|l'emergence|la creation) ?(?:porteurs|structures|associations|projets|entreprises|acteurs)?",
    'chargee?s? de mission',
  ),
  ...telling(
    'mise-en-reseau',
    'fai(?:re|t) reseau|se rencontrer\\b|creer du lien|interconnaissance|^animation (?:d|du)|tete de reseau',
    '(?:mis|mise|met|mettent|mettre) en (?:lien|relation|reseau)',
  ),
  ...said(
    'mise-en-reseau',
    '(?:reuni|rassembl)\\w*.{0,40}\\b(?:acteurs|structures|associations|entreprises)',
    '\\banim\\w+ .{0,20}(?:reseau|club|acteurs)|rencontres? .{0,20}(?:entre|avec|des) (?:les )?(?:acteurs|structures|associations|entreprises)',
  ),
  ...telling(
    'cooperation-ptce',
    '\\bptce\\b|pole territorial de cooperation|comites? de filieres?',
    "(?:structur\\w+|creation|emergence) (?:de|d'une|des|la|les|une) filieres?|projet de scic.{0,80}co-?construction",
  ),
  ...telling(
    'gouvernance-partagee',
    "comites? de (?:pilotage|projets?)|conseil local de l'ess|conference permanente",
    '\\bco-?constru\\w+|gouvernance (?:partagee|de territoire|ouverte)|vraie place aux acteurs',
    'groupes? (?:techniques?|de travail).{0,60}(?:mis en place|acteurs|habitants|associations)|participation citoyenne',
  ),
  ...said(
    'gouvernance-partagee',
    'concertation|associe\\w* .{0,40}(?:habitants|acteurs|citoyens|tetes de reseaux?)|avec les (?:habitants|citoyens|elus et avec)',
  ),
  ...telling(
    'contractualisation',
    "mise en place du crte|convention pluriannuelle|convention d'objectifs|contrat de ville",
  ),
  ...said(
    'contractualisation',
    '\\bsign\\w+.{0,50}(?:convention|contrat|charte|protocole)|convention\\w* (?:de partenariat|tripartite|cadre)|delegation de service public|\\bsieg\\b|\\bcrte\\b',
  ),
  ...telling(
    'strategie-plan-action',
    "plan d'actions? (?:ess|est|s'organise|engage|en)|plan d'actions?.{0,12}\\bess\\b|politique (?:publique )?ess|feuille de route",
    "\\bpat\\b.{0,40}(?:engage|definit|lance|adopte)|(?:emergence|laboration) de pat|strategie (?:alimentaire|ess|territoriale|locale|de)|delegation a? ?l?'?ess",
  ),
  ...said(
    'strategie-plan-action',
    "plan d'actions?|strategie|projets? alimentaires? territoria|schema (?:directeur|de|regional)",
  ),
  ...telling(
    'experimentation',
    "recherche-action (?:a ete |en cours )?(?:menee|conduite|comport)|tzcld|zero chomeurs?|decide d'experimenter",
  ),
  ...said(
    'experimentation',
    "experiment\\w+|recherche-action|mise a l'essai|projet pilote|prototype|\\bteste[rz]?\\b",
  ),
  ...telling(
    'formation',
    '(?<!centre de )formation (?:aupres|des|du personnel|pour les)|en immersion|immersions?\\b',
  ),
  ...said(
    'formation',
    '\\bform(?:e|er|ent|es|ee|ees)\\b|(?<!centre de )\\bformations?\\b|montee en competences?|parcours qualifiants?',
  ),
  ...telling(
    'etude-diagnostic',
    '(?:etudes?|diagnostics?|enquetes?|etats? des lieux)\\b.{0,60}(?:ete menee?s?|ont ete|commande|realise|lance|menee par)',
    '(?:lanc|engag|commande|realis|men|fait)\\w* (?:un|une|des|plusieurs|en \\d{4} une?) (?:etudes?|diagnostics?|enquetes?|etats? des lieux)|etude de faisabilite|diagnostic partage',
  ),
  ...said(
    'etude-diagnostic',
    "\\b(?:diagnostics?|enquetes?|cartographies?|observatoire|mesure d'impact|partenariat de recherche)\\b",
  ),
  ...telling('valorisation-evenement', "\\bfoires?\\b.{0,40}(?:creee|organis|annuel)|mois de l'ess"),
  ...said(
    'valorisation-evenement',
    'organis\\w+ .{0,40}(?:evenements?|forum|fete|festival|journees?|soirees?|salon|semaine)|remise de prix|\\bannuaire|campagne de communication|\\blabel\\b',
  ),
  ...telling(
    'portage-direct',
    '\\bregie (?:municipale|communale|intercommunale|departementale)|ferme (?:communale|municipale)',
  ),
  ...said(
    'portage-direct',
    '\\ben regie\\b|gestion directe|(?:gere|exploite|porte) (?:elle|lui)-meme|service municipal d',
  ),
  ...telling('facilitation-administrative', 'services prefectoraux|situation administrative'),
  ...said(
    'facilitation-administrative',
    "prefecture|autorisations?\\b|demarches administratives|derogations?|plan local d'urbanisme|guichet unique|simplifi\\w+",
  ),
];
