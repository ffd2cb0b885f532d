import { expect, it } from 'vitest';
import { useExtractor } from './open-extractor.ts';
import { resourceOf } from './read-resource.ts';

const extractor = useExtractor();

/** Title and text of fictional pages. */
type Page = readonly [title: string, text: string];

/** Refused, given up, annulled, studied, asked, promised, or done by the State or a company. */
const NOT_DONE: readonly Page[] = [
  [
    'Le conseil municipal de Cluny refuse le local demandé par la recyclerie',
    'Réuni jeudi soir, le conseil municipal de Cluny a examiné la demande de l’association Les Deux Mains. Par douze voix contre sept, il a refusé de lui prêter l’ancienne gendarmerie. La commune estime que le bâtiment doit être vendu.',
  ],
  [
    'Redon renonce à son épicerie solidaire',
    'La ville de Redon renonce à ouvrir une épicerie solidaire dans l’ancienne poste. Le projet, porté par le CCAS depuis deux ans, ne verra pas le jour. La subvention de 30 000 euros votée en 2021 ne sera pas versée.',
  ],
  [
    'Marché d’insertion annulé à Lorient',
    'Lorient Agglomération a annulé le marché réservé à l’insertion pour l’entretien des espaces verts. Aucune entreprise n’avait remis d’offre recevable. La consultation a été déclarée sans suite le 12 mars.',
  ],
  [
    'Foncier agricole : Mouans-Sartoux étudie une ferme',
    'La commune de Mouans-Sartoux étudie la création d’une seconde ferme municipale. Une étude de faisabilité sera lancée à l’automne. La commune pourrait acheter quatre hectares si le prix le permet.',
  ],
  [
    'Ce que promet l’équipe sortante',
    'Si elle est réélue, l’équipe du maire de Figeac promet d’entrer au capital d’une coopérative d’énergie. La ville de Figeac garantira aussi les emprunts des coopératives d’habitants. Un budget participatif sera créé en 2027.',
  ],
  [
    'Die demande de l’aide',
    'La ville de Die demande à l’État de financer un tiers-lieu. Elle souhaite obtenir 200 000 euros et attend une réponse avant l’été.',
  ],
  [
    'Une décision de l’État à Saint-Étienne',
    'L’État a acheté l’ancienne manufacture de Saint-Étienne. La préfecture a confié le site à un opérateur national, qui y installera ses bureaux. L’État a versé deux millions d’euros.',
  ],
  [
    'Une enseigne ouvre à Vierzon',
    'Le groupe Durmont a ouvert à Vierzon un magasin de vêtements d’occasion. La société a embauché douze personnes et loue un local de 400 m² dans la zone commerciale. L’entreprise a investi 300 000 euros.',
  ],
  [
    'Grenoble : la garantie d’emprunt retirée',
    'La ville de Grenoble a retiré sa garantie d’emprunt à la coopérative d’habitants. Le conseil avait donné son accord en 2019. La délibération a été annulée par le tribunal administratif.',
  ],
  [
    'Habitat participatif abandonné à Bègles',
    'Le projet d’habitat participatif de Bègles est abandonné. La commune avait envisagé de céder un terrain, mais les habitants se sont retirés. Le terrain sera vendu à un promoteur.',
  ],
  [
    'Pas de SCIC pour la cantine d’Ungersheim',
    'La commune d’Ungersheim ne prendra pas de parts dans la SCIC maraîchère. Le conseil a rejeté la proposition de l’adjoint. Il juge l’apport de 20 000 euros trop risqué.',
  ],
  [
    'La ressourcerie d’Aubagne ferme',
    'La ville d’Aubagne a mis fin au bail de la ressourcerie. L’association a été liquidée en juin. La commune a repris le local et l’a vendu.',
  ],
  [
    'Une réflexion engagée à Nevers',
    'Nevers Agglomération réfléchit à un schéma de promotion des achats responsables. Elle envisage d’y inscrire des clauses sociales. Un groupe de travail se réunira en septembre.',
  ],
  [
    'Les associations réclament des locaux à Pantin',
    'Un collectif d’associations réclame à la ville de Pantin la mise à disposition d’un local. La ville de Pantin n’a pas donné suite. Elle dit ne disposer d’aucun bâtiment.',
  ],
  [
    'Le tiers-lieu de Loos-en-Gohelle suspendu',
    'La commune de Loos-en-Gohelle a suspendu le projet de tiers-lieu. L’appel à projets lancé en 2022 est resté infructueux. Aucun candidat n’a été retenu.',
  ],
  [
    'Appel à projets : qui peut candidater ?',
    'Les collectivités peuvent candidater jusqu’au 30 juin. Une commune comme Langouët pourrait obtenir 50 000 euros. La commune de Langouët espère être retenue.',
  ],
  [
    'Chambéry : le conseil écarte la coopérative',
    'Le conseil municipal de Chambéry a écarté l’offre de la coopérative de restauration. La ville confie la cantine à un groupe national. Les élus jugent le prix trop élevé.',
  ],
  [
    'Quimper gèle son budget participatif',
    'La ville de Quimper gèle le budget participatif en 2024. Les projets retenus l’an dernier restent en attente. Le maire évoque une année difficile.',
  ],
  [
    'Un jardin partagé qui n’existe plus',
    'Le jardin partagé de Gentilly n’existe plus depuis janvier. La commune n’a pas renouvelé la convention avec l’association. Les parcelles accueillent un parking.',
  ],
  [
    'Les élus de Crest débattent',
    'Faut-il racheter le cinéma ? Les élus de Crest en débattent depuis six mois. La commune de Crest rendra sa décision au printemps.',
  ],
  [
    'Motion',
    'Le conseil départemental de la Creuse demande au gouvernement de maintenir les contrats aidés. Il appelle les parlementaires à soutenir les associations employeuses.',
  ],
  [
    'La SNCF cède une halle à Arles',
    'La SNCF a vendu une halle de 2 000 m² à un investisseur privé. Le groupe prévoit des bureaux à Arles. La vente a rapporté un million d’euros.',
  ],
  [
    'Pas d’accord à Dunkerque',
    'Les négociations entre la communauté urbaine de Dunkerque et la foncière solidaire ont échoué. Le protocole n’a jamais été signé. Le terrain reste vide.',
  ],
  [
    'Programme 2026',
    'Nous créerons à Rezé une maison des associations. Nous voulons que la ville de Rezé réserve la moitié de ses marchés aux structures d’insertion.',
  ],
];

/** Done all the same, with a refusal, a plan or a failure told beside. */
const DONE: readonly Page[] = [
  [
    'Cluny prête un local à la recyclerie',
    'Après avoir refusé une première fois, la commune de Cluny a prêté l’ancienne gendarmerie à la recyclerie Les Deux Mains. Elle lui verse aussi 5 000 euros par an.',
  ],
  [
    'Redon ouvre une épicerie solidaire malgré les obstacles',
    'La ville de Redon a ouvert une épicerie solidaire dans l’ancienne poste. Le premier projet avait été abandonné en 2019. Le CCAS a embauché une animatrice.',
  ],
  [
    'Lorient Agglomération réserve un marché à l’insertion',
    'Lorient Agglomération a réservé à l’insertion un lot de l’entretien des espaces verts. La première consultation avait été annulée, faute de candidats. Douze personnes travaillent aujourd’hui sur le chantier.',
  ],
  [
    'La ferme municipale de Mouans-Sartoux',
    'La commune de Mouans-Sartoux a acheté quatre hectares et salarie trois agriculteurs. La ferme fournit les cantines. La commune étudie maintenant une extension.',
  ],
  [
    'Figeac entre au capital d’une coopérative',
    'La ville de Figeac n’a pas hésité à entrer au capital d’une coopérative d’énergie. Elle a pris 50 parts en 2020. Elle souhaite en prendre davantage.',
  ],
  [
    'Un tiers-lieu à Die',
    'La ville de Die a rénové une ancienne usine pour y installer un tiers-lieu. L’État a refusé de participer, elle a payé seule les travaux. Elle loue les bureaux à une coopérative.',
  ],
  [
    'Grenoble garantit les emprunts',
    'La ville de Grenoble a garanti l’emprunt d’une coopérative d’habitants. Le promoteur avait renoncé. Vingt logements ont été livrés en 2022.',
  ],
  [
    'Ungersheim prend des parts dans une SCIC',
    'La commune d’Ungersheim a pris des parts dans la SCIC maraîchère. Elle ne regrette pas ce choix. Deux élus siègent au conseil d’administration.',
  ],
  [
    'Chambéry confie sa cantine à une coopérative',
    'La ville de Chambéry a attribué la restauration scolaire à une coopérative. Le conseil avait d’abord écarté cette offre. Quatre mille repas sont servis chaque jour.',
  ],
  [
    'Le budget participatif de Quimper',
    'La ville de Quimper consacre chaque année 500 000 euros à un budget participatif. Les habitants votent en juin. Trente projets ont été réalisés.',
  ],
  [
    'À Gentilly, un jardin sur un parking',
    'La commune de Gentilly a transformé un parking en jardin partagé. Elle met le terrain à disposition d’une association par une convention de cinq ans.',
  ],
  [
    'Crest rachète le cinéma',
    'La commune de Crest a racheté le cinéma pour le confier à une SCIC. Elle n’en tire aucun loyer. Elle détient 20 parts.',
  ],
  [
    'Une foncière solidaire à Dunkerque',
    'La communauté urbaine de Dunkerque est entrée au capital d’une foncière solidaire. Un premier immeuble abandonné a été rénové. Dix logements y sont loués.',
  ],
  [
    'Rezé et l’insertion',
    'La ville de Rezé réserve un quart de ses marchés de nettoyage aux structures d’insertion. Elle ne prévoit pas de s’arrêter là et étudie les espaces verts.',
  ],
];

async function surest([title, text]: Page): Promise<number> {
  const { experiences } = await extractor.extract(resourceOf([text], { title }));
  return Math.max(0, ...experiences.map(({ confidence }) => confidence ?? 0));
}

it.each(NOT_DONE)('leaves « %s » below an experience', async (...page) => {
  expect(await surest(page)).toBeLessThan(0.5);
});

it.each(DONE)('proposes « %s »', async (...page) => {
  expect(await surest(page)).toBeGreaterThanOrEqual(0.5);
});
