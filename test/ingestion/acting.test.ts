import { expect, it } from 'vitest';
import { useExtractor } from './open-extractor.ts';
import { resourceOf } from './read-resource.ts';

const extractor = useExtractor();

const LENT = [
  'À Cluny, la recyclerie Les Deux Mains a ouvert en mars.',
  'La commune lui prête l’ancienne gendarmerie pour un euro par an.',
  'Sa directrice est allée voir comment on faisait à Dole.',
];

it('finds who acted behind « la commune », and lists the place that was only visited', async () => {
  const { experiences, dropped } = await extractor.extract(
    resourceOf([LENT.join(' ')], { title: 'Une recyclerie dans la gendarmerie de Cluny' }),
  );
  const [first] = experiences;
  expect(first?.draft.territories.map(({ code }) => code)).toEqual(['71137']);
  expect(first?.confidence).toBeGreaterThanOrEqual(0.5);
  expect(first?.confidence).toBeLessThanOrEqual(1);
  const territory = first?.evidence.find(({ pointer }) => pointer === '/territories/0');
  expect(territory?.confidence).toBe(first?.confidence);
  expect(dropped.map(({ name, reason }) => [name, reason])).toContainEqual(['Dole', 'not-acting']);
});

it('proposes an account in which no lever is recognised, and says so', async () => {
  // With « , et les habitants aussi », it is taken for a decision made with them.
  const text = 'La ville de Cluny a changé d’avis sur la recyclerie.';
  const { experiences, notes } = await extractor.extract(
    resourceOf([text], { title: 'La ville de Cluny agit' }),
  );
  expect(experiences.map(({ draft }) => draft.levers)).toEqual([[]]);
  expect(notes.map(({ code }) => code)).toContain('experience-without-lever');
});
