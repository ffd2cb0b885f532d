import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDomainError } from '../../domain/errors.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import { createOfficialGazetteer } from '../gazetteer/official-gazetteer.ts';
import { loadTerritoryFacts } from './load-territory-facts.ts';

let gazetteer: Gazetteer;
let folder: string;
beforeAll(async () => {
  gazetteer = await createOfficialGazetteer();
  folder = await mkdtemp(join(tmpdir(), 'essaimage-facts-'));
});
afterAll(() => rm(folder, { recursive: true }));

const HEADER = 'code;key;value;source;year';

async function load(...lines: readonly string[]) {
  const path = join(folder, 'faits.csv');
  await writeFile(path, lines.join('\n'));
  return loadTerritoryFacts(path, gazetteer);
}

/** Problems of a file that must be refused. */
async function problemsOf(...lines: readonly string[]): Promise<readonly string[]> {
  const error = await load(...lines).catch((failure: unknown) => failure);
  if (!isDomainError(error, 'corpus-invalid')) throw error;
  expect(error.message).toContain('TERRITORY_FACTS');
  return error.details.problems;
}

describe('the facts of the operator', () => {
  it('are none without a file', async () => {
    const factsOf = await loadTerritoryFacts(null, gazetteer);
    expect(factsOf({ kind: 'commune', code: '52269' })).toEqual([]);
  });

  it('are read by territory, in the order of the file, as a spreadsheet writes it', async () => {
    const factsOf = await load(
      `\ufeff${HEADER}\r`,
      '52269;Petites villes de demain;oui;ANCT;2024\r',
      '"52269";"Densité";"petites ""villes""";"INSEE ; grille";2024\r',
      '\r',
      '200 072 999;FRR;oui;DGCL;2025\r',
      '93;Essai;département;Essai;2024\r',
    );
    expect(factsOf({ kind: 'commune', code: '52269' })).toEqual([
      { key: 'Petites villes de demain', value: 'oui', source: 'ANCT', year: 2024 },
      { key: 'Densité', value: 'petites "villes"', source: 'INSEE ; grille', year: 2024 },
    ]);
    expect(factsOf({ kind: 'epci', code: '200072999' })).toHaveLength(1);
    expect(factsOf({ kind: 'departement', code: '93' })).toHaveLength(1);
    expect(factsOf({ kind: 'region', code: '93' })).toEqual([]);
  });

  it('follow a former commune to the one that replaced it', async () => {
    const factsOf = await load(HEADER, '93059;FRR;non;DGCL;2025');
    expect(factsOf({ kind: 'commune', code: '93066' })).toHaveLength(1);
  });

  it('are refused with the number of every invalid line', async () => {
    expect(
      await problemsOf(
        HEADER,
        '52269;FRR;oui;DGCL;2025',
        '52269;FRR;non;DGCL;2025',
        '99999;FRR;oui;DGCL;2025',
        '52269;;oui;DGCL;25',
        '52269;a:b;oui;DGCL;2025',
        '52269;Densité;oui',
        '52269;FRR;oui;DGCL;2025',
      ),
    ).toEqual([
      'ligne 3 : « FRR » de Langres vaut déjà « oui »',
      'ligne 4 : aucun territoire ne porte le code « 99999 »',
      'ligne 5 : « key » est vide',
      'ligne 5 : « year » n’est pas une année de quatre chiffres',
      'ligne 6 : « key » contient « : », qui sépare une clé de sa valeur dans un filtre',
      'ligne 7 : 5 valeurs sont attendues',
    ]);
  });

  it.each([[['code,key,value,source,year']], [['']], [['52269;FRR;oui;DGCL;2025']]])(
    'are refused without their header: %j',
    async (lines) => {
      expect(await problemsOf(...lines)).toEqual([`ligne 1 : « ${HEADER} » est attendu`]);
    },
  );

  it('are refused when the file is missing or is no CSV', async () => {
    const missing = loadTerritoryFacts(join(folder, 'absent.csv'), gazetteer);
    await expect(missing).rejects.toMatchObject({ code: 'corpus-invalid' });
    expect(await problemsOf(HEADER, '52269;"FRR;oui;DGCL;2025')).toHaveLength(1);
  });
});
