import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { findFaults, PART_APART, readLearned, readMaterial } from './material.ts';

/** The register knows the départements, not the collectivité that joins them. */
const KNOWN_FAULTS = ["hors du registre : Collectivité européenne d'Alsace (departement, 67)"];

it('proves each lever of the material by its text, and places it in the register', async () => {
  const pages = [...(await readLearned()), ...(await readMaterial([PART_APART]))];
  const register = await createOfficialGazetteer();
  const known = new Map<string, ReturnType<typeof register.search>>();
  const search: typeof register.search = (text, limit) => {
    const found = known.get(text) ?? register.search(text, limit);
    known.set(text, found);
    return found;
  };
  const gazetteer = { ...register, search };
  const taxonomy = await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url)));
  const levers = new Set(taxonomy.levers.map(({ id }) => id));
  const faults = pages.flatMap((page) => findFaults(page, levers, gazetteer));
  expect(faults).toEqual(KNOWN_FAULTS);
  const [first] = pages;
  if (first === undefined) throw new Error('no page');
  expect(findFaults({ ...first, text: '' }, levers, gazetteer)).not.toEqual([]);
}, 240_000);

it('keeps the styles of the measure out of the training', async () => {
  const [learned, apart] = [await readLearned(), await readMaterial([PART_APART])];
  const styles = new Set(learned.map(({ style }) => style));
  expect(styles.size).toBe(36);
  expect(apart.filter(({ style }) => styles.has(style))).toEqual([]);
});
