import { describe, expect, it } from 'vitest';
import type { ExperienceDraft } from '../../src/domain/experience/experience.ts';
import type { ResourceExtraction } from '../../src/domain/resource/resource.ts';
import { uploadedListing } from '../../src/domain/resource/uploaded-listing.ts';
import { useExtractor } from './open-extractor.ts';
import { readResource, resourceOf } from './read-resource.ts';

const extractor = useExtractor();

async function extract(name: string): Promise<ResourceExtraction> {
  return extractor.extract(await readResource(name));
}

/** Least confidence of an experience that may be published without an editor. */
const SURE = 0.5;

function sureOf({ experiences }: ResourceExtraction): readonly ExperienceDraft[] {
  return experiences.filter(({ confidence }) => (confidence ?? 1) >= SURE).map(({ draft }) => draft);
}

/** Confidence of a lever that leaves little to check. */
const SURE_LEVER = 0.6;

/** Experiences, with the levers that leave little to check. */
function draftsOf({ experiences }: ResourceExtraction): readonly ExperienceDraft[] {
  return experiences.map(({ draft, evidence }) => {
    const confidenceOf = (i: number) =>
      evidence.find(({ pointer }) => pointer === `/levers/${i}`)?.confidence ?? 0;
    return { ...draft, levers: draft.levers.filter((_, i) => confidenceOf(i) >= SURE_LEVER) };
  });
}

function codesOf(drafts: readonly ExperienceDraft[]) {
  return drafts.map(({ territories }) => territories.map(({ kind, code }) => `${kind} ${code}`));
}

function leversOf(drafts: readonly ExperienceDraft[]) {
  return drafts.map(({ levers }) => levers.map(({ lever }) => lever).sort());
}

describe('headings', () => {
  it('open one case each; the closing section is left out', async () => {
    const drafts = draftsOf(await extract('html-headings'));
    expect(codesOf(drafts)).toEqual([['commune 22278'], ['epci 200040715']]);
    expect(leversOf(drafts)).toEqual([
      ['locaux', 'subvention'],
      ['appel-a-projets', 'mise-en-reseau'],
    ]);
    expect(drafts.map(({ year }) => year)).toEqual([2021, 2019]);
    expect(drafts[0]?.actors).toEqual(['Exemple Solidaire']);
    expect(drafts[0]?.figures.map(({ value, unit }) => `${value} ${unit}`)).toEqual([
      '44000 habitants',
      '300 m²',
      '15000 €',
    ]);
  });

  it('may name the département and the role in other words', async () => {
    const drafts = draftsOf(await extract('bold-names'));
    expect(codesOf(drafts)).toEqual([['commune 06084'], ['epci 200041010']]);
    expect(leversOf(drafts)).toEqual([
      ['foncier', 'portage-direct'],
      ['commande-publique', 'contractualisation', 'formation'],
    ]);
  });

  it('may be the questions of an interview, answered with « nous »', async () => {
    const drafts = draftsOf(await extract('interview'));
    expect(codesOf(drafts)).toEqual([['commune 37261']]);
    expect(leversOf(drafts)[0]).toEqual(expect.arrayContaining(['etude-diagnostic', 'ingenierie', 'locaux']));
    expect(leversOf(drafts)[0]).not.toContain('recherche-financements');
  });
});

describe('a text without headings', () => {
  it('gives a case for each sentence or paragraph that begins with a collectivité', async () => {
    const drafts = draftsOf(await extract('flat-sentences'));
    expect(codesOf(drafts)).toEqual([
      ['commune 59350'],
      ['commune 35238'],
      ['epci 200072999'],
      ['commune 25056'],
    ]);
    expect(leversOf(drafts)).toEqual([
      // « une convention pluriannuelle d'objectifs » says both levers.
      ['contractualisation', 'subvention'],
      ['scic-capital'],
      ['foncier'],
      ['etude-diagnostic'],
    ]);
    expect(drafts[2]?.setting).toBe('rural');
  });

  it('gives one case to collectivités that act together', async () => {
    const drafts = draftsOf(await extract('several-cities'));
    expect(codesOf(drafts)).toEqual([
      ['commune 59350', 'commune 59512', 'commune 59599'],
      ['epci 200042174'],
    ]);
    expect(leversOf(drafts)).toEqual([['fonds-pret-garantie'], ['subvention']]);
  });

  it('assigns the words of speakers to their collectivité', async () => {
    const drafts = draftsOf(await extract('inline-speech'));
    expect(codesOf(drafts)).toEqual([['commune 26113'], ['epci 200068781'], ['region 84']]);
    expect(drafts.map(({ title }) => title.startsWith('Prénom'))).toEqual([false, false, false]);
  });

  it('joins a speaker, the account and a quotation, up to the next speaker', async () => {
    const drafts = draftsOf(await extract('quote-and-speaker'));
    expect(codesOf(drafts)).toEqual([['epci 200069300']]);
    expect(leversOf(drafts)).toEqual([['etude-diagnostic', 'formation', 'subvention']]);
    expect(drafts[0]?.actors).toEqual(['Garage Exemple']);
  });

  it('takes the territory of the title when the text calls it « la commune »', async () => {
    const drafts = draftsOf(await extract('title-names-it'));
    expect(codesOf(drafts)).toEqual([['commune 39198']]);
    expect(leversOf(drafts)).toEqual([['locaux']]);
  });

  it('reads rows of a table', async () => {
    const drafts = draftsOf(await extract('table-rows'));
    expect(codesOf(drafts)).toEqual([['epci 243500139'], ['departement 33'], ['region 53']]);
    expect(leversOf(drafts)).toEqual([['subvention'], ['fonds-pret-garantie'], ['appel-a-projets']]);
    expect(drafts.map(({ year }) => year)).toEqual([2019, 2021, 2020]);
  });
});

describe('the title of a resource', () => {
  const read = async (title: string, lines: readonly string[]) =>
    draftsOf(await extractor.extract(resourceOf(lines, { title })));

  it('resolves « le Département », « elle » and the homonyms of the text', async () => {
    const drafts = await read("Lot-et-Garonne : trois années d'appel à projets", [
      'Le Département a lancé en 2020 un appel à projets. Il a versé 300 000 euros à 29 associations.',
    ]);
    expect(codesOf(drafts)).toEqual([['departement 47']]);
    expect(leversOf(drafts)).toEqual([['appel-a-projets', 'subvention']]);
    const port = await read('Le Port (La Réunion) : des locaux prêtés', [
      'La Ville du Port prête des locaux à quinze associations.',
    ]);
    expect(codesOf(port)).toEqual([['commune 97407']]);
  });

  it('keeps helpers and rows that detail its territory from opening a case', async () => {
    const drafts = await read('Recyclerie : le cas de la CC Cœur de Brenne', [
      'La CC Cœur de Brenne prête un local à une association. La Région Centre-Val de Loire a financé les travaux.',
      '| Mézières-en-Brenne | 31 tonnes | 2019',
    ]);
    expect(codesOf(drafts)).toEqual([['epci 243600343']]);
    expect(leversOf(drafts)).toEqual([['locaux']]);
  });

  it('gives each collectivité that it names its own case', async () => {
    const drafts = await read('Brest et Quimper : deux façons de soutenir', [
      'Brest Métropole a lancé un appel à projets. À Quimper, la ville prête des locaux aux associations.',
    ]);
    expect(codesOf(drafts)).toEqual([['epci 242900314'], ['commune 29232']]);
  });

  it('is not sure of the town where an event is held', async () => {
    const extraction = await extractor.extract(
      resourceOf(
        ['La collectivité prête un local à une association, a rappelé une participante venue de loin.'],
        { title: 'Journée des collectivités à Lille - retour sur la rencontre' },
      ),
    );
    expect(sureOf(extraction)).toEqual([]);
  });
});

describe('the acting collectivité', () => {
  const read = async (text: string) => codesOf(draftsOf(await extractor.extract(resourceOf([text]))));

  it('may be an elected official, or a grouping under its former name', async () => {
    expect(
      await read("L'adjointe aux solidarités de Saleich a lancé un appel à projets pour les associations."),
    ).toEqual([['commune 31521']]);
    expect(
      await read("La communauté de communes du Val d'Ille a signé une convention avec l'association."),
    ).toEqual([['epci 243500667']]);
  });

  it('is neither the last name of a list after a preposition, nor a département that begins a longer name', async () => {
    expect(
      await read(
        "Entre Albi et Castres, la communauté de communes Centre Tarn prête un local à l'association.",
      ),
    ).toEqual([['epci 200034049']]);
    expect(await read('La communauté de communes Tarn et Dadou prête un local à une association.')).toEqual([
      ['epci null'],
    ]);
  });
});

describe('a resource without experience', () => {
  it.each(['speakers-only', 'passing-mentions', 'organisations-only', 'common-nouns'])(
    '%s gives no fiche and no note',
    async (name) => {
      const { experiences, notes } = await extract(name);
      expect(experiences.map(({ draft }) => draft.title)).toEqual([]);
      expect(notes).toEqual([]);
    },
  );

  it('is empty or shows no sure action', async () => {
    const resources = [resourceOf([]), resourceOf(['La ville de Nantes est au bord de la Loire.'])];
    for (const resource of resources) {
      expect(sureOf(await extractor.extract(resource))).toEqual([]);
    }
  });
});

describe('homonyms', () => {
  it('are resolved by a département or a code, and otherwise left without code, with a note', async () => {
    const extraction = await extract('homonyms');
    expect(codesOf(draftsOf(extraction))).toEqual([['commune 11339'], ['commune null'], ['commune 91286']]);
    expect(extraction.notes.map(({ code }) => code)).toEqual(['territory-ambiguous']);
    expect(extraction.notes[0]?.detail).toMatch(/« Sainte-Colombe » peut désigner .*\(Rhône, 69189\)/);
  });

  it('are resolved by the population that the text states', async () => {
    const text = 'La ville de Grigny compte 290 habitants. Elle a financé un café associatif.';
    const drafts = draftsOf(await extractor.extract(resourceOf([text])));
    expect(codesOf(drafts)).toEqual([['commune 62388']]);
  });

  it('become the town that dwarfs the others where the text speaks of a town, with a note', async () => {
    const read = async (text: string) => {
      const extraction = await extractor.extract(resourceOf([text]));
      return [codesOf(draftsOf(extraction)), extraction.notes.map(({ code }) => code)];
    };
    expect(await read('La ville de Grigny a financé une recyclerie associative.')).toEqual([
      [['commune 91286']],
      ['territory-approximate'],
    ]);
    expect(await read('La commune de Grigny a financé une recyclerie associative.')).toEqual([
      [['commune null']],
      ['territory-ambiguous'],
    ]);
  });
});

describe('a fiche', () => {
  it('has the setting, the year, the figures and the actor of a rural intercommunalité', async () => {
    const [draft] = draftsOf(await extract('rural-epci'));
    expect(draft).toMatchObject({
      id: 'rural-epci--cc-rives-de-saone',
      territories: [{ kind: 'epci', code: '242101509' }],
      setting: 'rural',
      year: 2018,
      actors: ['Café Exemple'],
      source: { publisher: 'RTES', date: '2020-09-15' },
    });
    expect(leversOf(draft === undefined ? [] : [draft])).toEqual([['etude-diagnostic', 'locaux']]);
  });

  it('is for members like its resource, and does not credit the actions of an association', async () => {
    const drafts = draftsOf(await extract('members-department'));
    expect(codesOf(drafts)).toEqual([['departement 38']]);
    expect(drafts.map(({ access }) => access)).toEqual(['members']);
    expect(leversOf(drafts)).toEqual([['commande-publique', 'gouvernance-partagee', 'subvention']]);
    expect(drafts[0]?.themes).toEqual(['insertion-emploi']);
  });

  it('hides the sender of an upload without publisher', async () => {
    const listing = { rubric: null, origin: uploadedListing('ess_0123', 'page : 1.html') };
    const resource = resourceOf(['La Ville de Nantes prête un local à une association.'], {
      publisher: null,
      listing,
    });
    const [draft] = draftsOf(await extractor.extract(resource));
    expect(draft?.source.publisher).toBe('page : 1.html');
  });

  it('keeps its id when the text is edited around it', async () => {
    const resource = await readResource('html-headings');
    const edited = {
      ...resourceOf([
        'Un paragraphe ajouté.',
        '# Grenoble-Alpes Métropole',
        'En 2019, la métropole a lancé un autre appel à projets.',
        '# Saint-Brieuc (22)',
        'La Ville prête un local municipal à une association.',
      ]),
      id: resource.id,
    };
    const ids = async (one: typeof resource) =>
      (await extractor.extract(one)).experiences.map(({ draft }) => draft.id).sort();
    expect(await ids(edited)).toEqual(await ids(resource));
  });
});
