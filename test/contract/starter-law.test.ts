import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { EMPOWERED_KINDS, type EmpoweredKind, permissionFor } from '../../src/domain/lever/lever-law.ts';

const { levers } = await loadTaxonomy('corpus');

function permissionOf(id: string, kind: EmpoweredKind) {
  const permission = permissionFor(levers.find((lever) => lever.id === id)?.law ?? null, kind);
  if (permission === null) throw new TypeError(`nothing about ${id} for ${kind}`);
  return permission;
}

describe('who may use a lever', () => {
  // A public purchase, a consultation and a study are open to any authority.
  it.each<[string, EmpoweredKind]>([
    ['commande-publique', 'commune'],
    ['commande-publique', 'departement'],
    ['gouvernance-partagee', 'ept'],
    ['etude-diagnostic', 'region'],
    // A commune has a general power over local affairs: its own premises, its share of a SCIC.
    ['locaux', 'commune'],
    ['scic-capital', 'commune'],
    // The région leads training.
    ['formation', 'region'],
  ])('%s is open to the %s', (id, kind) => {
    expect(permissionOf(id, kind)).toEqual({ kind, may: 'yes' });
  });

  it.each<[string, EmpoweredKind, RegExp, string]>([
    // Aid to business property belongs to communes and EPCI: the others need them.
    ['locaux', 'departement', /entreprise suppose une délégation de la commune ou de l’EPCI/, 'L. 1511-3'],
    ['locaux', 'region', /cofinance par convention avec la commune ou l’EPCI/, 'L. 1511-3'],
    ['foncier', 'departement', /pas d’aide à l’immobilier d’entreprise sans délégation/, 'L. 1511-3'],
    // General aid to firms belongs to the région: the others need an agreement with it, or have no such power.
    [
      'subvention',
      'commune',
      /entreprise hors immobilier, il faut une convention avec la région/,
      'L. 1511-2',
    ],
    ['subvention', 'epci', /Dans ses compétences seulement/, 'L. 1511-2'],
    // A département has no general power, but shares culture, sport, tourism and popular education.
    ['subvention', 'departement', /sport, le tourisme .* pas d’aide économique directe/, 'L. 1111-4'],
    // Nor has a région.
    ['subvention', 'region', /domaines que la loi attribue à la région/, 'L. 4221-1'],
    ['appel-a-projets', 'region', /domaines que la loi attribue à la région/, 'L. 4221-1'],
    ['scic-capital', 'region', /domaine que la loi attribue à la région/, 'L. 4221-1'],
    // Guarantees of loans have limits, and not every borrower qualifies.
    ['fonds-pret-garantie', 'commune', /Garantie permise dans les limites légales/, 'L. 2252-1'],
    ['fonds-pret-garantie', 'departement', /limitée à certains bénéficiaires/, 'L. 3231-4'],
    ['fonds-pret-garantie', 'epci', /garantie dans les mêmes limites qu’une commune/, 'L. 5111-4'],
    ['fonds-pret-garantie', 'region', /dans les mêmes limites qu’une commune/, 'L. 4253-1'],
    ['fonds-pret-garantie', 'ept', /garantie dans les mêmes limites qu’une commune/, 'L. 5111-4'],
    // An EPCI has the powers transferred to it and no other.
    ['scic-capital', 'epci', /relève d’une compétence transférée à l’EPCI/, 'L. 5216-5 (agglomération)'],
    ['formation', 'commune', /formation des demandeurs d’emploi relève de la région/, 'L. 6121-1'],
    ['experimentation', 'region', /dérogation suppose un texte/, 'Constitution, art. 72'],
    ['facilitation-administrative', 'departement', /Seulement pour ses propres actes/, 'L. 1116-1'],
    ['ingenierie', 'departement', /pas d’ingénierie économique générale/, 'L. 3232-1-1'],
  ])('%s is open to the %s under a condition: %s', (id, kind, reason, article) => {
    expect(permissionOf(id, kind)).toEqual({
      kind,
      may: 'conditional',
      reason: expect.stringMatching(reason),
      ref: expect.stringContaining(article),
    });
  });

  it('cites to an EPCI the article of its form alone', () => {
    const law = levers.find(({ id }) => id === 'contractualisation')?.law ?? null;
    const told = (['CC', 'CA', 'CU', 'METRO'] as const).map((epciForm) =>
      permissionFor(law, 'epci', { statute: null, epciForm }),
    );
    expect(JSON.stringify(told)).toMatch(/L\. 5214-16".*L\. 5216-5".*L\. 5215-20".*statuts de l’EPCI"/);
  });

  it('knows no power of a pays, and none of a lever whose law has not been gathered', () => {
    expect(permissionFor(levers[0]?.law ?? null, 'pays')).toBeNull();
    expect(permissionFor(null, 'commune')).toBeNull();
  });
});

describe('the law of the levers', () => {
  it('covers every lever and every kind, with what an officer reads first', () => {
    for (const { id, law } of levers) {
      expect(law, id).not.toBeNull();
      for (const kind of EMPOWERED_KINDS) expect(() => permissionOf(id, kind)).not.toThrow();
      expect(law?.texts.length, id).toBeGreaterThan(1);
      expect(law?.watchOut.length, id).toBeGreaterThan(1);
      expect(law?.firstSteps.length, id).toBeGreaterThan(1);
    }
  });

  it('opens an article where its address is known, and says when the address opens a whole code or law', () => {
    const texts = levers.flatMap(({ law }) => law?.texts ?? []);
    for (const { ref, address } of texts) {
      if (address === null) expect(ref).toMatch(/^(?:Conseil d’État|Traité|Décret)/);
      else if (address.opens === 'code')
        expect(address.url).toMatch(/\/(?:texte_lc\/LEGI|id\/JORF)TEXT\d{12}$/);
      else
        expect(address.url).toMatch(
          /\/article_lc\/LEGIARTI\d{12}$|\/ceta\/id\/CETATEXT\d{12}$|eur-lex\.europa\.eu/,
        );
    }
    expect(texts.filter(({ address }) => address?.opens === 'reference').length).toBeGreaterThan(10);
  });

  it('tells readers nothing of how a text was read, which editors find for each in their document', async () => {
    const file = await readFile('corpus/levers-law.json', 'utf8');
    expect(file).not.toMatch(/GitHub|doctrine\.fr|\bnpm\b|traduction|droit de garantir|de mémoire|5404000/i);
    const sources = await readFile('docs/law-sources.md', 'utf8');
    for (const { ref } of levers.flatMap(({ law }) => law?.texts ?? []))
      expect(sources).toContain(`| ${ref} |`);
  });
});
