import { describe, expect, it } from 'vitest';
import { createFrenchStemmer } from '../../src/adapters/text/snowball-stemmer.ts';
import { fold } from '../../src/domain/text/fold.ts';
import { isSameWord } from '../../src/domain/text/terms.ts';

const stemmer = createFrenchStemmer();
const areShared = (one: string, other: string) => {
  const stem = stemmer(fold(one));
  return stem === stemmer(fold(other)) && isSameWord(one, other, stem);
};

describe('words that a request and a fiche share', () => {
  it.each([
    ['épicerie', 'Épiceries'],
    ['recyclerie', 'recycleries'],
    ['local', 'locaux'],
    ['prêt', 'prêts'],
    ['bureau', 'bureaux'],
    ['chantier', 'CHANTIERS'],
    ['école', 'écoles'],
    ['haie', 'haies'],
    ['habitant', 'habitantes'],
    ['municipal', 'municipales'],
    ['national', 'nationaux'],
    ['associatif', 'associatives'],
    ['solidaire', 'solidaires'],
    ['agricole', 'agricoles'],
    ['cultiver', 'cultivait'],
    ['réparer', 'réparés'],
    ['partager', 'partagez'],
    ['financer', 'finance'],
    ['transporter', 'transporte'],
    ['accueillir', 'accueillis'],
    ['logement', 'logements'],
    ['formation', 'formations'],
    ['établir', 'établissent'],
    ['coopérative', 'cooperatives'],
  ])('are «%s» and «%s»', (one, other) => {
    expect(areShared(one, other)).toBe(true);
    expect(areShared(other, one)).toBe(true);
  });

  it.each([
    ['prêter', 'prêt'],
    ['prête', 'prêts'],
    ['régie', 'régit'],
    ['régies', 'régir'],
    ['former', 'formation'],
    ['forme', 'former'],
    ['loger', 'logement'],
    ['port', 'porter'],
    ['poste', 'poster'],
    ['place', 'placer'],
    ['fonds', 'fonder'],
    ['salle', 'saler'],
    ['terre', 'terrer'],
    ['conseil', 'conseiller'],
    ['organe', 'organisation'],
    ['transport', 'transporter'],
    ['emploi', 'employer'],
    ['accompagnement', 'accompagner'],
    ['financement', 'financer'],
    ['marche', 'marchand'],
    ['soutien', 'soutenir'],
  ])('are not «%s» and «%s»', (one, other) => {
    expect(areShared(one, other)).toBe(false);
    expect(areShared(other, one)).toBe(false);
  });
});
