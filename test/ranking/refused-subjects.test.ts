import { afterAll, describe, expect, it } from 'vitest';
import { openService } from '../../evaluation/open-service.ts';

const service = await openService('evaluation');
afterAll(() => service.close());

function ask(priorities: string, asTyped = false) {
  return service.essaimage.recommend({
    territory: null,
    priorities,
    asTyped,
    themes: [],
    levers: [],
    exclude: [],
    limit: 50,
    minLevel: 'none',
    audience: 'public',
  });
}

/** Requests that refuse a subject, and what their first experiences must not be about. */
const REFUSING = [
  ['Un lieu où les habitants se croisent, surtout pas un tiers-lieu', /tiers-lieu/i],
  ['Donner une seconde vie aux objets, on a déjà une recyclerie', /recyclerie|ressourcerie/i],
  ['Relocaliser l’économie, mais pas de monnaie locale', /monnaie/i],
  ['Se déplacer sans voiture, nous ne voulons pas d’un autopartage', /autopartage/i],
  ['Manger mieux et local, hors cantines scolaires', /cantine|restaurant scolaire/i],
  ['Faire garder les jeunes enfants, autre chose qu’une crèche', /crèche/i],
] as const;

describe('what a request refuses', () => {
  it.each(REFUSING)('is not the first experience: %s', async (priorities, refused) => {
    const { understood, experiences } = await ask(priorities);
    expect(understood.setAside).toHaveLength(1);
    expect(experiences.length).toBeGreaterThan(10);
    expect(experiences[0]?.experience.title).not.toMatch(refused);
    for (const { reasons } of experiences.slice(0, 10)) {
      const words = reasons.flatMap((reason) => (reason.code === 'same-words' ? reason.words : []));
      expect(words.join(' ')).not.toMatch(refused);
    }
  });

  it('is read as the rest when the request is read as typed', async () => {
    const { understood, setAside } = await ask(
      'Ouvrir un lieu sans subvention, surtout pas un tiers-lieu',
      true,
    );
    expect(understood).toMatchObject({ setAside: [], conditions: [] });
    expect(setAside).toEqual([]);
  });
});

it('conditions complete the profile, and given values win', async () => {
  const { profile, understood } = await ask('Garder le café pour un village de 700 habitants');
  expect(profile).toMatchObject({
    kind: { origin: 'read', value: 'commune' },
    populationCount: { origin: 'read', value: 700 },
    setting: { origin: 'read', value: 'rural' },
  });
  expect(understood.conditions.map(({ label }) => label)).toEqual(['Village', '700\u00a0habitants']);
});
