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
    // The région defines aid to firms, and guarantees loans; it leads training.
    ['subvention', 'region'],
    ['appel-a-projets', 'region'],
    ['fonds-pret-garantie', 'region'],
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
    ['subvention', 'departement', /pas d’aide économique directe aux entreprises/, 'L. 3211-1'],
    // Guarantees of loans have limits, and not every borrower qualifies.
    ['fonds-pret-garantie', 'commune', /Garantie permise dans les limites légales/, 'L. 2252-1'],
    ['fonds-pret-garantie', 'departement', /limitée à certains bénéficiaires/, 'L. 3231-4'],
    // No text was read for the guarantees of groupings: the condition says so.
    ['fonds-pret-garantie', 'epci', /droit de garantir doit être vérifiée/, 'L. 1511-2'],
    ['fonds-pret-garantie', 'ept', /droit de garantir doit être vérifiée/, 'L. 5219-2'],
    // An EPCI has the powers transferred to it and no other.
    ['scic-capital', 'epci', /relève d’une compétence transférée à l’EPCI/, 'L. 5214-16'],
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

  it('opens an article where its address is known, and says when the address opens a whole code', () => {
    const addresses = levers.flatMap(({ law }) => law?.texts.flatMap(({ address }) => address ?? []) ?? []);
    const opening = (opens: string) => addresses.filter((address) => address.opens === opens);
    for (const { url } of opening('reference')) {
      expect(url).toMatch(
        /legifrance\.gouv\.fr\/(?:codes|loda)\/article_lc\/LEGIARTI\d{12}$|eur-lex\.europa\.eu/,
      );
    }
    expect(opening('reference').length).toBeGreaterThan(10);
    for (const { url } of opening('code')) expect(url).not.toContain('article_lc');
    expect(opening('code').length).toBeGreaterThan(10);
  });

  it('says nothing of what was doubtful when it was read', async () => {
    const file = await readFile('corpus/levers-law.json', 'utf8');
    for (const doubtful of [
      'zéro chômeur',
      '2025/2630',
      'L. 1111-6',
      'août 2026',
      '216',
      '5404000',
      'achat innovant sans mise',
      'L. 5111-4',
      'L. 1311-4',
      'bail réel solidaire d’activité',
      '180 000',
      'Qualiopi',
      'de mémoire',
    ]) {
      expect(file.toLowerCase(), doubtful).not.toContain(doubtful.toLowerCase());
    }
  });
});
