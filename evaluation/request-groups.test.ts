import { describe, expect, it } from 'vitest';
import { createFrenchStemmer } from '../src/adapters/text/snowball-stemmer.ts';
import { judgedRequest } from '../test/fakes/answered.ts';
import { readCorpus } from './corpus.ts';
import { groupsOf, readVocabulary } from './request-groups.ts';

const vocabulary = readVocabulary(await readCorpus(), createFrenchStemmer());

function groups(priorities: string, chosen: { themes?: string[]; levers?: string[] } = {}) {
  const { request } = judgedRequest({ priorities });
  return groupsOf(judgedRequest({ priorities, request: { ...request, ...chosen } }), vocabulary);
}

describe('the groups of a request', () => {
  it.each([
    ['coquilles, filets, déchets marins', true],
    ['ESS', true],
    ['Comment rouvrir le café ?', false],
    ['une coopérative de livreurs à vélo pour le centre de la ville', false],
  ])('%j is keywords: %s', (text, expected) => {
    expect(groups(text).includes('keywords')).toBe(expected);
  });

  it('is long from 101 words', () => {
    expect(groups('mot '.repeat(100))).not.toContain('long');
    expect(groups('mot '.repeat(101))).toContain('long');
  });

  it.each([
    ['accents left out', 'mecanique de rue dans les quartiers, quelle experience des departements', true],
    ['wrong letters', 'créer une receclerie et une ressourcarie dans la commune', true],
    ['one slip', 'créer une receclerie dans la commune', false],
    ['correct words that the corpus does not have', 'la pirogue et le lampadaire du presbytère', false],
    ['inflected words', 'nous aiderions des épicières à coopérer durablement', false],
    ['names and acronyms', 'Departement de la Creuse, Experience TZCLD, MECANIQUE', false],
  ])('sees mistyping: %s', (_, text, expected) => {
    expect(groups(text).includes('typos')).toBe(expected);
  });

  it.each([
    ['a list', 'À documenter :\n- un café associatif\n- une ressourcerie'],
    ['another subject', 'Rouvrir le café ; par ailleurs, former nos agents.'],
  ])('sees several needs in %s', (_, text) => {
    expect(groups(text)).toContain('several-needs');
    expect(groups(text)).not.toContain('plain');
  });

  it('has several needs when its judges say so', () => {
    const needs = ['café', 'vélos'].map((need) => ({ need, experiences: [] }));
    expect(groupsOf(judgedRequest({ priorities: 'café, vélos', needs }), vocabulary)).toContain(
      'several-needs',
    );
  });

  it('tells a question on a lever from a need that names one', () => {
    const onGuarantee = 'Quel pourcentage d’une garantie d’emprunt la ville peut-elle accorder ?';
    expect(groups(onGuarantee)).toContain('lever');
    expect(groups(onGuarantee, { themes: ['habitat'] })).toContain('plain');
    expect(groups('Rouvrir le café du village.', { levers: ['locaux'] })).toContain('lever');
    expect(groups('Une crèche associative, avec une subvention')).not.toContain('lever');
  });

  it.each([
    ['Aider le festival autrement qu’avec de l’argent.', true],
    ['Un jardin partagé sans agent communal', true],
    ['Un jardin partagé avec les habitants', false],
  ])('%j refuses something: %s', (text, expected) => {
    expect(groups(text).includes('refusal')).toBe(expected);
  });

  it('tells what was chosen', () => {
    const said = 'Rouvrir le café du village.';
    expect(groups(said)).toEqual(['plain', 'nothing-chosen']);
    expect(groups(said, { themes: ['culture'] })).toEqual(['plain']);
  });
});
