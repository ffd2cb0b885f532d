import { describe, expect, it } from 'vitest';
import type { ResourceExtraction } from '../../src/domain/resource/resource.ts';
import { useExtractor } from './open-extractor.ts';
import { resourceOf } from './read-resource.ts';

const extractor = useExtractor();

const extract = (...lines: readonly string[]): Promise<ResourceExtraction> =>
  extractor.extract(resourceOf(lines));

type Drawn = ResourceExtraction['experiences'];

function placesOf(experiences: Drawn): readonly string[] {
  return experiences.map(({ draft }) =>
    draft.territories.map(({ kind, code }) => `${kind} ${code}`).join(' + '),
  );
}

/** Territories of each experience, proposals included, « kind code ». */
async function whoActs(...lines: readonly string[]): Promise<readonly string[]> {
  return placesOf((await extract(...lines)).experiences);
}

/** Territories of each experience that is likely rather than not. */
async function whoSurelyActs(...lines: readonly string[]): Promise<readonly string[]> {
  return placesOf((await extract(...lines)).experiences.filter(({ confidence }) => (confidence ?? 1) >= 0.5));
}

async function leversIn(...lines: readonly string[]): Promise<readonly string[]> {
  const { experiences } = await extract(...lines);
  return experiences.flatMap(({ draft }) => draft.levers.map(({ lever }) => lever)).sort();
}

/** Tells a lever without its agent: any case that is open takes it. */
const NEUTRAL = 'Un local municipal est prêté à une association.';
const LENDS = 'prête un local municipal à une ressourcerie associative.';

describe('a département or a région under its bare name', () => {
  it.each([
    [`La Gironde ${LENDS}`, 'departement 33'],
    ['Le Finistère a lancé un appel à projets pour les cafés associatifs.', 'departement 29'],
    [
      'Depuis 2020, la Creuse vient d’ouvrir puis finance un fonds de prêts pour les associations.',
      'departement 23',
    ],
    ['La Réunion lance un appel à projets pour les ressourceries.', 'departement 974'],
    ['La Bretagne lance un appel à projets pour les ressourceries.', 'region 53'],
  ])('acts with a verb: %s', async (text, expected) => {
    expect(await whoActs(text)).toEqual([expected]);
  });

  it.each([
    'La Gironde est un estuaire.',
    'La Creuse a perdu mille habitants.',
    'Dans le Finistère, un collectif tient un local associatif.',
    'Le Lot a une longue histoire de cafés.',
  ])('does not act in: %s', async (text) => {
    expect(await whoSurelyActs(text, NEUTRAL)).toEqual([]);
  });
});

describe('a name with its département', () => {
  it.each([
    ['Fougères (35) : un local municipal prêté à une ressourcerie associative.', 'commune 35115'],
    ['Fougères, 35 : un local municipal prêté à une ressourcerie associative.', 'commune 35115'],
    ['La ville de Redon : un local municipal prêté à une ressourcerie associative.', 'commune 35236'],
    [`Sainte-Colombe, 69, ${LENDS}`, 'commune 69189'],
    [`La commune de Sainte-Colombe (69560) ${LENDS}`, 'commune 69189'],
  ])('introduces what was done there: %s', async (text, expected) => {
    expect(await whoActs(text)).toEqual([expected]);
  });

  it('is resolved by the postal code before it', async () => {
    expect(await whoActs(`Mairie, 69560 Sainte-Colombe.`, `La commune de Sainte-Colombe ${LENDS}`)).toEqual([
      'commune 69189',
    ]);
  });

  it.each([
    'Contes : sept langues.',
    'Le collectif se réunit, près de Fougères, 35 personnes : un local associatif les reçoit.',
  ])('is no introduction in: %s', async (text) => {
    expect(await whoSurelyActs(text, NEUTRAL)).toEqual([]);
  });
});

describe('a place that an example comes from', () => {
  it('acts there', async () => {
    expect(
      await whoActs('L’idée nous vient de Fougères : la commune prête un local à une ressourcerie.'),
    ).toEqual(['commune 35115']);
  });

  it.each([
    'Elle vient de Fougères et tient un local associatif prêté par un ami.',
    'Le pain vient de Redon, et le local est prêté par une association.',
  ])('is not that of persons or goods: %s', async (text) => {
    expect(await whoSurelyActs(text, NEUTRAL)).toEqual([]);
  });
});

describe('an acronym given in the page', () => {
  it('stands for its collectivité, before and after it is given', async () => {
    const named =
      'La Communauté d’agglomération de Béthune-Bruay Artois Lys Romane (CABBALR) réunit cent communes.';
    const { experiences } = await extract(
      named,
      'Une réunion a eu lieu.',
      'La CABBALR a lancé un appel à projets.',
    );
    expect(experiences.map(({ draft }) => draft.territories.map(({ code }) => code))).toEqual([
      ['200072460'],
    ]);
    expect(experiences[0]?.draft.actors).toEqual([]);
    expect(await whoActs('La CABBALR a lancé un appel à projets.', named)).toEqual(['epci 200072460']);
  });

  it('may count its letters, and may be that of the register', async () => {
    expect(
      await whoActs(
        'La communauté de communes de l’Argonne Ardennaise (2C2A) est rurale.',
        `La 2C2A ${LENDS}`,
      ),
    ).toEqual(['epci 240800920']);
    expect(await whoActs('Le TCO a lancé un appel à projets pour les ressourceries.')).toEqual([
      'epci 249740101',
    ]);
  });

  it('is not another word in parentheses, nor an acronym of two names', async () => {
    expect(
      await whoSurelyActs(
        'Voisine de la ville de Fougères (ESS), elle est bretonne.',
        'L’ESS prête un local à une ressourcerie.',
      ),
    ).toEqual([]);
    const { experiences, resource } = await extract(
      'Il y a la communauté de communes du Pays de Mauriac (CCPM) et la communauté de communes du Pays de Mormal (CCPM).',
      `La CCPM ${LENDS}`,
    );
    const named = experiences.flatMap(({ evidence }) =>
      evidence
        .filter(({ pointer }) => pointer.startsWith('/territories/'))
        .map(({ start, end }) => resource.text.slice(start, end)),
    );
    expect(named).not.toEqual([]);
    expect(named).not.toContain('CCPM');
  });
});

describe('a name of before', () => {
  it.each([
    [`La communauté de communes du Pays de Redon ${LENDS}`, 'epci 243500741', 'CA Redon Agglomération'],
    [`La commune d’Arbignieu ${LENDS}`, 'commune 01015', 'Arboys en Bugey'],
  ])('is resolved where the register knows it, and said: %s', async (text, expected, name) => {
    expect(await whoActs(text)).toEqual([expected]);
    const { notes } = await extract(text);
    expect(notes.map(({ code }) => code)).toEqual(['territory-approximate']);
    expect(notes[0]?.detail).toContain(name);
  });

  it('of a grouping that the register does not have is kept without code, and said', async () => {
    const { experiences, notes } = await extract(`La communauté de communes Tarn et Dadou ${LENDS}`);
    expect(experiences.map(({ draft }) => draft.territories.map(({ code }) => code))).toEqual([[null]]);
    expect(notes.map(({ code }) => code)).toEqual(['territory-unknown']);
  });
});

describe('a commune that the register does not have', () => {
  it.each([
    `La commune de Vaugrenant-la-Sèche ${LENDS}`,
    `Vaugrenant-la-Sèche ${LENDS}`,
    `À Vaugrenant-la-Sèche, la commune ${LENDS}`,
  ])('is kept without code when it acts, and said: %s', async (text) => {
    const { experiences, notes } = await extract(text);
    expect(experiences.map(({ draft }) => draft.territories)).toEqual([
      [{ name: 'Vaugrenant-la-Sèche', kind: 'commune', code: null, populationCount: null }],
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['territory-unknown']);
  });

  it('is said with its sentence, once, when it gives nothing', async () => {
    const { experiences, notes } = await extract(
      'Une réunion a eu lieu à Vaugrenant-la-Sèche.',
      'La commune de Vaugrenant-la-Sèche est venue.',
    );
    expect(experiences).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(['place-unknown']);
    expect(notes[0]?.detail).toMatch(
      /« Vaugrenant-la-Sèche ».*Une réunion a eu lieu à Vaugrenant-la-Sèche\.$/,
    );
  });

  it.each([
    'L’association Clin-d’Œil est venue avec le Pôle-en-Scènes et « Mots-en-Fête ».',
    'Trois communes du Vexin sont venues. Conseil municipal – Lundi 3 mai.',
    'La commune de Fougères est venue.',
  ])('is not supposed in: %s', async (text) => {
    const { notes } = await extract(text);
    expect(notes.filter(({ code }) => code === 'place-unknown' || code === 'territory-unknown')).toEqual([]);
  });
});

describe('names as pages write them', () => {
  it.each([
    [`Pontivy communauté ${LENDS}`, 'epci 245614433'],
    [`La commune de Brive ${LENDS}`, 'commune 19031'],
    [`À Digne, la commune ${LENDS}`, 'commune 04070'],
    [`La ville de Château-Chinon ${LENDS}`, 'commune 58062'],
    [`La communauté de communes de l’île d’Oléron ${LENDS}`, 'epci 241700624'],
    [`Territoires vendômois, la communauté d’agglomération, ${LENDS}`, 'epci 200072072'],
    [`La Région Réunion ${LENDS}`, 'region 04'],
    [`Le Département de Mayotte ${LENDS}`, 'region 06'],
    [`Le PETR Vidourle Camargue ${LENDS}`, 'pays null'],
    [`À La Réunion, la ville du Port ${LENDS}`, 'commune 97407'],
  ])('are read: %s', async (text, expected) => {
    expect(await whoActs(text)).toEqual([expected]);
  });

  it('are places in capitals on a line of their own, and one place with and without « PETR »', async () => {
    expect(await whoActs('# AHUN', `La commune ${LENDS}`)).toEqual(['commune 23001']);
    expect(
      await whoActs(`Le PETR du Pays de Langres ${LENDS}`, 'Le Pays de Langres a lancé un appel à projets.'),
    ).toEqual(['pays null']);
  });

  it.each([
    'Son comité a retenu un local prêté par une association.',
    'Trois associations ont reçu un local prêté par un ami.',
    'Le maire est né dans une gare.\nPlan du site : local prêté.',
  ])('are not common words at the start of a sentence: %s', async (text) => {
    expect(await whoSurelyActs(...text.split('\n'), NEUTRAL)).toEqual([]);
  });

  it.each([
    [`Parcé (35) : la commune ${LENDS}`, 'commune 35214'],
    ['Lanmodez se distingue : la commune prête un local municipal à une ressourcerie.', 'commune 22111'],
  ])('are places before a département or a verb: %s', async (text, expected) => {
    expect(await whoActs(text)).toEqual([expected]);
  });

  it('are not the intercommunalité of which a heading says that the commune is a member', async () => {
    const acting = await whoSurelyActs(
      '# Lanmodez (22) : le bar-épicerie renaît',
      '# Intercommunalité : Lannion-Trégor Communauté',
      'La commune a acheté les murs du café et les loue à une association d’habitants.',
      'Elle a aussi lancé un appel à projets.',
    );
    expect(acting).toEqual(['commune 22111']);
  });

  it('is not the beginning of a longer name', async () => {
    const { experiences } = await extract(`La commune de Vironchaux-la-Forêt ${LENDS}`);
    expect(experiences.map(({ draft }) => draft.territories.map(({ name }) => name))).toEqual([
      ['Vironchaux-la-Forêt'],
    ]);
  });
});

describe('an invitation', () => {
  it.each([
    'Retrouvez l’atelier que la ville de Fougères a installé dans un local municipal prêté à une association.',
    'Retrouvez le témoignage de la commune de Fougères, qui a prêté un local à une ressourcerie.',
  ])('may tell an act: %s', async (text) => {
    expect(await whoActs(text)).toEqual(['commune 35115']);
  });

  it.each(['Retrouvez l’entretien avec la maire de Fougères, et le local de l’association, sur notre site.'])(
    'tells none in: %s',
    async (text) => {
      expect(await whoSurelyActs(text)).toEqual([]);
    },
  );
});

describe('what is no lever', () => {
  it('is the act of others', async () => {
    const acts = `La ville de Fougères ${LENDS}`;
    expect(await leversIn(acts, '8 PTCE lauréats mutualisent leurs achats.')).toEqual(['locaux']);
    expect(await leversIn(acts, 'La fondation Boréal a lancé un appel à projets.')).toEqual(['locaux']);
    expect(await leversIn(acts, 'Le ministère a versé 40 000 euros à trois associations.')).toEqual([
      'locaux',
    ]);
    expect(await leversIn(acts, 'Elle a lancé un appel à projets.')).toEqual(['appel-a-projets', 'locaux']);
  });

  it.each([
    ['La ville de Fougères n’a pas de local à prêter à l’association.'],
    ['La commune ne garantira aucun emprunt.'],
    ['La banque garantit l’emprunt de la coopérative.'],
    ['La fondation Boréal prête un local à la coopérative.'],
  ])('is not done, or done by another: %s', async (text) => {
    expect(await leversIn('La ville de Fougères lance un appel à projets.', text)).toEqual([
      'appel-a-projets',
    ]);
  });

  it('is a job title', async () => {
    const acts = `La ville de Fougères ${LENDS}`;
    const title = 'chargée de mission accompagnement des acteurs';
    expect(await leversIn(acts, `Léa Prénom, ${title}, ouvre la soirée.`)).toEqual(['locaux']);
    expect(await leversIn(acts, `La ville a recruté une ${title}.`)).toEqual(['ingenierie', 'locaux']);
  });
});

it('ends a sentence after « etc. »', async () => {
  const text =
    'La ville de Fougères prête un local à des associations, etc. La ville de Redon a financé une ressourcerie.';
  expect(await whoActs(text)).toEqual(['commune 35115', 'commune 35236']);
});

describe('a name that is not a place', () => {
  it.each([
    ['Lancé en 2021, le fonds prête aux associations.'],
    ['Lancé à Cluny et financé par des mécènes, le projet dort.'],
    ['• Lancé : un fonds pour les associations.'],
  ])('is a participle: %s', async (text) => {
    expect((await whoActs(text, NEUTRAL)).filter((place) => place.includes('41107'))).toEqual([]);
  });

  it('is a person after a grouping that the register does not have', async () => {
    const { experiences } = await extract(
      'Prénom Nom, responsable à la communauté de communes du Grand Exemple et Alix Exemple, responsable du pôle, ont présenté leur plan : la communauté de communes finance une ressourcerie.',
    );
    const names = experiences.flatMap(({ draft }) => draft.territories.map(({ name }) => name));
    expect(names.filter((name) => name.includes('Alix'))).toEqual([]);
  });
});

it('takes no year from the name of a plan', async () => {
  const { experiences } = await extract(
    `La ville de Fougères ${LENDS}`,
    'Le PLIE 2021-2026 de la ville de Fougères finance la ressourcerie, et le contrat de ville 2024 – 2030 aussi.',
  );
  expect(experiences.map(({ draft }) => draft.year)).toEqual([null]);
});

it('takes an invitation for no story', async () => {
  expect(await whoSurelyActs('Inscrivez-vous : la ville de Fougères ouvre son atelier samedi.')).toEqual([]);
});

it('gives an account of a conference another title than that of the conference', async () => {
  const title = 'Journée des collectivités à Fougères : retour sur la rencontre';
  const { experiences } = await extractor.extract(
    resourceOf([`La ville de Fougères ${LENDS} Elle a aussi lancé un appel à projets.`, NEUTRAL, NEUTRAL], {
      title,
    }),
  );
  const titles = experiences.map(({ draft }) => draft.title);
  expect(titles.length).toBeGreaterThan(0);
  expect(titles).not.toContain(title);
  expect(titles[0]).toContain('Fougères');
});
