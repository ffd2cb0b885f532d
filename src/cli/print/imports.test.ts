import { expect, test } from 'vitest';
import { experience, experienceTerritory } from '../../../test/fakes/experiences.ts';
import { bareLever, bareTheme } from '../../../test/fakes/levers.ts';
import type { ImportReport } from '../../application/import/import-documents.ts';
import { compareExperiences } from '../../domain/experience/difference.ts';
import { printImportReport } from './imports.ts';

const taxonomy = {
  levers: [bareLever('locaux', 'Mise à disposition de locaux')],
  themes: [bareTheme('alimentation', 'Alimentation')],
  hash: 't',
};
const before = experience({ id: 'a', title: 'Une épicerie', year: 2020 });
const after = experience({
  id: 'a',
  title: 'Une épicerie',
  year: null,
  themes: ['alimentation'],
  levers: [{ lever: 'locaux', what: 'La commune prête un local.' }],
  territories: [experienceTerritory({ name: 'Redon', kind: 'commune', code: '35236' })],
  figures: [
    { label: 'Adhérents', value: 1200, unit: 'personnes', role: 'people', period: null, sentence: null },
  ],
  access: 'members',
});

const report: ImportReport = {
  dryRun: true,
  resources: { added: 0, changed: 1, unchanged: 12, gone: 1 },
  experiences: { added: 1, changed: 1, unchanged: 0, removed: 1, reread: 2, untold: 1 },
  proposed: 2,
  changes: [
    {
      kind: 'changed',
      id: 'a',
      title: 'Une épicerie',
      access: 'members',
      resourceTitle: 'Webinaire',
      fields: compareExperiences(before, after),
    },
    { kind: 'removed', id: 'b', title: 'Un four', access: 'public', resourceTitle: 'Webinaire', fields: [] },
    { kind: 'changed', id: 'c', title: 'Un lavoir', access: 'public', resourceTitle: null, fields: [] },
  ],
  corrections: 0,
  feedback: 0,
  notes: [
    {
      code: 'territory-ambiguous',
      detail: '« Saint-Denis » désigne plusieurs communes : aucune n’est retenue.',
      resourceId: 'r',
      line: 41,
    },
  ],
};

test('prints the changes of a dry run field by field, and the notes', () => {
  const text = printImportReport(report, taxonomy)
    .join('\n')
    .replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(text).toContain('Essai : rien n’a été enregistré.');
  expect(text).toMatch(/Ressources +1 modifiée, 12 inchangées, 1 retirée du site/);
  expect(text).toMatch(/Expériences +1 nouvelle, 1 modifiée, 1 retirée/);
  expect(text).toContain('~ Une épicerie');
  expect(text).toMatch(/année +- 2020\n +\+ rien/);
  expect(text).toMatch(/thèmes +- rien\n +\+ Alimentation/);
  expect(text).toContain('+ Mise à disposition de locaux, La commune prête un local.');
  expect(text).toContain('+ Redon, commune, 35236');
  expect(text).toContain('+ Adhérents, 1 200, personnes');
  expect(text).toMatch(/accès +- ouvert à tous\n +\+ réservé aux membres/);
  expect(text).not.toContain('résumé');
  expect(text).toContain('- Un four');
  expect(text).toContain('c : ses preuves ou son statut');
  expect(text).toContain('À VÉRIFIER (1)\n• ligne 41 : « Saint-Denis »');
});

test('announces a finished import', () => {
  const [heading] = printImportReport({ ...report, dryRun: false }, taxonomy);
  expect(heading).toBe('Import terminé.');
});
