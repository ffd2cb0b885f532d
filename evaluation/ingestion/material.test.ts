import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { findFaults, PART_APART, readMaterial, TRAINING_PARTS } from './material.ts';

/** The register knows the départements, not the collectivité that joins them. */
const KNOWN_FAULTS = ["hors du registre : Collectivité européenne d'Alsace (departement, 67)"];

it('proves each lever of the material by its text, and places it in the register', async () => {
  const pages = await readMaterial([...TRAINING_PARTS, PART_APART]);
  const gazetteer = await createOfficialGazetteer();
  const taxonomy = await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url)));
  const levers = new Set(taxonomy.levers.map(({ id }) => id));
  const faults = pages.flatMap((page) => findFaults(page, levers, gazetteer));
  expect(faults).toEqual(KNOWN_FAULTS);
  const [first] = pages;
  if (first === undefined) throw new Error('no page');
  expect(findFaults({ ...first, text: '' }, levers, gazetteer)).not.toEqual([]);
}, 240_000);

it('keeps the styles of the measure out of the training', async () => {
  const styles = async (files: readonly string[]) =>
    new Set((await readMaterial(files)).map(({ style }) => style));
  const [trained, apart] = [await styles(TRAINING_PARTS), await styles([PART_APART])];
  expect(trained.size).toBe(9);
  expect([...apart].filter((style) => trained.has(style))).toEqual([]);
});
