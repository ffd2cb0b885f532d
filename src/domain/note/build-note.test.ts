import { describe, expect, it } from 'vitest';
import { answer, answeredNeed, experienceResult, leverResult } from '../../../test/fakes/answers.ts';
import { experience, experienceTerritory, profile } from '../../../test/fakes/experiences.ts';
import { bareLaw, bareLever } from '../../../test/fakes/levers.ts';
import type { Experience } from '../experience/experience.ts';
import { permissionFor } from '../lever/lever-law.ts';
import { type Resolved, UNKNOWN } from '../profile/profile.ts';
import { buildNote, type NoteSetting } from './build-note.ts';
import type { NoteLine } from './note.ts';
import type { NoteAnswer, NoteChoice } from './note-answer.ts';

const DAY = '2026-11-28';
const SERVICE = 'https://essaimage.example';
const NO_CHOICE: NoteChoice = { experiences: null, levers: null };

function settingOf(choice: NoteChoice = NO_CHOICE): NoteSetting {
  const labelled = (id: string) => `libellé ${id}`;
  return { choice, day: DAY, service: SERVICE, labelOfTheme: labelled, labelOfLever: labelled };
}

const RULE = { about: 'Règle.', address: null, checkedOn: DAY };

const textOf = (line: NoteLine) => line.map(({ text }) => text).join('');
const write = (given: NoteAnswer, choice?: NoteChoice) => buildNote(given, settingOf(choice));
/** Lines of a note, with # before headings, as many as their level. */
function linesFor(given: NoteAnswer, choice?: NoteChoice): readonly string[] {
  const { title, blocks, annex } = write(given, choice);
  const told = [...blocks, ...annex].flatMap((block) => {
    if (block.kind === 'list') return block.items.map((line) => `- ${textOf(line)}`);
    return `${block.kind === 'heading' ? `${'#'.repeat(block.level)} ` : ''}${textOf(block.line)}`;
  });
  return [textOf(title), ...told];
}

const LAW = {
  ...bareLaw({ may: 'conditional', reason: 'Si elle est compétente.', ref: 'art. 9' }),
  watchOut: ['Un piège.', 'Un autre.'],
  firstSteps: ['Un pas.', 'Un autre.'],
  texts: [{ ref: 'art. 1', about: 'Une règle.', address: null, checkedOn: '2026-11-26' }],
};

/** Answer with all that a note may tell. */
const RICH = (() => {
  const figure = { label: 'emplois', value: 3, unit: 'ETP', role: 'jobs' } as const;
  const source = { title: 'Un récit', url: 'https://example.org/', publisher: 'Un réseau', date: '2019-05' };
  const told = experience({
    territories: [experienceTerritory({ populationCount: 1_200 })],
    difficulties: ['Le gérant est parti.'],
    state: 'stopped',
    figures: [{ ...figure, period: null, sentence: null }],
    source,
  });
  return answer({
    profile: profile({
      territory: { code: null, name: 'Ici' },
      kind: { origin: 'given', value: 'commune' },
      priorities: 'deux choses',
      themes: ['alimentation'],
    }),
    needs: [answeredNeed('une épicerie', 'close'), answeredNeed('un four', null)],
    experiences: [{ ...experienceResult(1), experience: told }, experienceResult(2, { needs: [0, 1] })],
    levers: [LAW, null].map((law, index) =>
      leverResult(index, {
        lever: { ...bareLever(`levier-${index}`, `Levier ${index}`), definition: 'Un moyen.', law },
        permission: permissionFor(law, 'commune'),
        supporting: [{ experienceId: 'ailleurs', title: 'Ailleurs', what: 'Loue.' }],
      }),
    ),
    setAside: [{ lever: bareLever('refus', 'Refusé'), words: ['sans refus'] }],
  });
})();

it('says nothing but fixed texts, places to fill in, and fields of the answer', () => {
  expect(linesFor(RICH).join('\n')).toBe(`Note pour le conseil municipal
Territoire : Ici (commune)
Note du 28 novembre 2026 pour la séance du [À compléter : date] ; rapporteur : [À compléter : nom]
Document de travail : chaque fait a sa source ; ce qui est surligné est à compléter.
# 1. La demande
Besoins lus dans la demande :
- « une épicerie »
- « un four »
Aucune expérience de la base n’est assez proche de « un four ».
Thèmes choisis : libellé alimentation
Mis de côté : Refusé (« sans refus »)
[À compléter : ce qui existe déjà sur le territoire, d’où vient la demande, qui la porte]
# 2. Ce que d’autres collectivités ont fait
## Cas 1 – Une épicerie coopérative
Commune de test (commune, 1 200 habitants) – expérience arrêtée – Besoin 1 – source : « Un récit » (accueil du site), Un réseau, mai 2019
La commune prête un local. Les habitants tiennent une épicerie coopérative.
En chiffres. Emplois : 3 ETP. Difficulté. Le gérant est parti.
## Cas 2 – Expérience 2
récit sans date – Besoins 1 et 2 – source : « Source » (accueil du site), Éditeur
La commune prête un local. Les habitants tiennent une épicerie coopérative.
# 3. Les leviers proposés
## Levier 0
Un moyen.
Compétence. Une commune peut l’utiliser sous condition : si elle est compétente. Texte : art. 9.
Premier pas. Un pas.
Attention. Un piège.
Déjà fait. Ailleurs – Loue.
## Levier 1
Un moyen.
Compétence. Le droit de ce levier n’a pas été réuni.
Déjà fait. Ailleurs – Loue.
# 4. Ce que le projet engage
[À compléter : coût prévu et recettes attendues ; agents, locaux et temps nécessaires ; effets attendus, et comment ils seront mesurés]
# 5. Projet de délibération
Vu le code général des collectivités territoriales, et [À compléter : les textes et les statuts qui donnent la compétence, et les articles de l’annexe qui s’appliquent] ;
Considérant les priorités décrites en 1, et [À compléter : le porteur et l’origine du projet] ;
Considérant ce qu’ont fait d’autres collectivités : Commune de test, Expérience 2, et [À compléter : ce que leur situation a de commun avec la nôtre, et ce qui en diffère] ;
Le conseil, après en avoir délibéré, décide :
- d’approuver [À compléter : le projet, son lieu, ses partenaires, sa durée] ;
- de recourir à : Levier 0 ; Levier 1. Conditions : [À compléter : durée, prix, contreparties] ;
- d’inscrire au budget [À compléter : montant, chapitre et exercice, ou « aucune dépense »] ;
- d’autoriser [À compléter : nom et qualité] à signer [À compléter : convention, bail, statuts…].
# Annexe : le droit de ces leviers
Textes lus le 26 novembre 2026, non relus par un juriste.
## Levier 0
- art. 1 : Une règle.
# Ce que cette note ne dit pas
- Expériences citées dont on ne sait pas si elles continuent : 1 sur 2
- Expériences citées jamais revérifiées depuis leur récit : 2 sur 2
- Expériences comparées : 100. Ce qui a été fait ailleurs et n’est pas dans la base n’a pas été cherché.`);
});

describe('what a note cites', () => {
  const seven = Array.from({ length: 7 }, (_, index) =>
    experienceResult(index + 1, { level: index === 1 ? 'related' : 'close' }),
  );
  const five = Array.from({ length: 5 }, (_, index) =>
    leverResult(index + 1, { lever: bareLever(`l${index}`, `Levier ${index}`) }),
  );
  const cited = (choice: NoteChoice, experiences = seven) =>
    write(answer({ experiences, levers: five }), choice)
      .blocks.flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [textOf(block.line)] : []))
      .map((text) => text.replace(/^Cas \d – /, ''));

  it('is, without a choice, the first three close experiences and the first two levers', () => {
    const kept = ['Expérience 1', 'Expérience 3', 'Expérience 4', 'Levier 0', 'Levier 1'];
    expect(cited(NO_CHOICE)).toEqual(kept);
  });

  it('is the first experiences when none is close', () => {
    const related = seven.map((result) => ({ ...result, level: 'related' as const }));
    expect(cited({ experiences: null, levers: [] }, related)).toEqual(
      [1, 2, 3].map((rank) => `Expérience ${rank}`),
    );
  });

  it('is what was chosen, in the order of the answer; it counts what is no longer there', () => {
    const choice = { experiences: ['experience-7', 'disparue', 'experience-2'], levers: ['l4'] };
    expect(cited(choice)).toEqual(['Expérience 2', 'Expérience 7', 'Levier 4']);
    const lines = linesFor(answer({ experiences: seven, levers: five }), choice);
    expect(lines).toContain('- Choix qui ne sont plus dans la réponse, et ne sont donc pas cités : 1');
    expect(lines.join()).not.toContain('disparue');
  });
});

/** Note of one case, changed by `told`, as one text. */
const caseOf = (
  told: Partial<Experience>,
  passage: string | null,
  levers: readonly ReturnType<typeof leverResult>[] = [],
) => {
  const result = { ...experienceResult(1), experience: experience({ title: 'Ici', ...told }) };
  const evidence = passage === null ? null : { passage, highlights: [] };
  return linesFor(answer({ experiences: [{ ...result, evidence }], levers })).join('\n');
};

describe('a case', () => {
  const summary = 'Un. La ville agit. Elle prête un local. Trois ouvrent. Quatre. Cinq.';

  it.each([
    [null, 'Un. La ville agit. Elle prête un local.'],
    ['La ville agit.', 'Un. La ville agit. Elle prête un local.'],
    ['Elle prête un local.', 'La ville agit. Elle prête un local. Trois ouvrent.'],
    ['Quatre.', 'Trois ouvrent. Quatre. Cinq.'],
    ['Cinq.', 'Trois ouvrent. Quatre. Cinq.'],
  ])('is told in whole sentences, with the one that answers and what came of it (%s)', (passage, story) => {
    expect(caseOf({ summary }, passage).split('\n')).toContain(story);
  });

  it('gives the sums first, and neither people nor a figure of unknown role that the story tells', () => {
    const figure = { value: 3, unit: '', period: null, sentence: 'La ville agit.' };
    const roles = ['jobs', 'people', 'other', 'total-cost'] as const;
    const figures = roles.map((role) => ({ ...figure, role, label: role }));
    expect(caseOf({ summary, figures }, null)).toContain('En chiffres. Total-cost : 3. Jobs : 3.\n');
  });

  it('tells once a difficulty that the collectivité met in what it did', () => {
    const levers = [{ lever: 'locaux', what: 'Choisit, non sans peine.' }];
    const told = caseOf({ levers, difficulties: ['Choisit, non sans peine.', 'Le gérant part.'] }, null);
    expect(told).toContain('Choisit, non sans peine. Difficulté. Le gérant part.');
  });

  it('proves the lever that it uses; another one does where no cited case uses it', () => {
    const lever = bareLever('locaux', 'Locaux');
    const supporting = [{ experienceId: 'ailleurs', title: 'Ailleurs', what: 'Loue.' }];
    const used = [{ lever: 'locaux', what: 'Prête un local.' }];
    const told = (levers: typeof used) => caseOf({ levers }, null, [leverResult(1, { lever, supporting })]);
    expect(told(used)).toMatch(/Déjà fait\. .+, cas 1\.\n/);
    expect(told([])).toContain('Déjà fait. Ailleurs – Loue.');
    const leftOut = [{ experienceId: 'experience-1', title: 'Ici', what: 'Loue.' }];
    const given = answer({
      experiences: [experienceResult(1)],
      levers: [leverResult(1, { lever, supporting: leftOut })],
    });
    expect(linesFor(given, { experiences: [], levers: null }).join()).not.toContain('Déjà fait');
  });
});

describe('what a council decides', () => {
  it('rests on the articles of its levers, each once, and on thresholds of purchases with purchases alone', () => {
    const bought = 'Code de la commande publique, art. R. 2122-8 (décret)';
    const lever = (id: string) => {
      const texts = ['art. 1', bought].map((ref) => ({ ...RULE, ref }));
      return leverResult(1, { lever: { ...bareLever(id), law: { ...bareLaw({ may: 'yes' }), texts } } });
    };
    const articles = (...ids: readonly string[]) =>
      linesFor(answer({ levers: ids.map(lever) })).filter((line) => line.endsWith(' : Règle.'));
    expect(articles('locaux', 'formation')).toEqual(['- art. 1 : Règle.']);
    expect(articles('commande-publique')).toHaveLength(2);
  });
});

it('gives an authority its own articles, and none to one that has a statute', () => {
  const kinds = ['commune', 'region'] as const;
  const texts = [...kinds.map((kind) => ({ ...RULE, ref: kind, kinds: [kind] })), { ...RULE, ref: 'tous' }];
  const law = { ...bareLaw({ may: 'yes' }), texts, watchOut: ['La réserve (L. 2113-15) est courte.'] };
  const told = (statute: string | null) => {
    const kind = { origin: 'given', value: 'region' } as const;
    const asker = profile({ territory: { code: '94', name: 'Corse' }, kind, statute });
    const permission = permissionFor(law, 'region', asker);
    const lever = leverResult(1, { lever: { ...bareLever('l'), law }, permission });
    return linesFor(answer({ profile: asker, levers: [lever] })).join();
  };
  expect(told(null)).toMatch(/\(région, .*L\. 2113-15.*Vu le code.*,- region : Règle\.,- tous : Règle\./);
  expect(told(null)).not.toContain('commune : Règle');
  expect(told('Loi')).toMatch(
    /à statut particulier, .*Vu \[À compléter : les.*Statut particulier \(Loi\) : les/,
  );
  expect(told('Loi')).not.toMatch(/Règle\.|L\. 2113-15|Vu le code général/);
});

it.each([
  ['commune', 3_500, 'Note explicative de synthèse pour le conseil municipal'],
  ['commune', 3_499, 'Note pour le conseil municipal'],
  ['commune', null, 'Note pour le conseil municipal'],
  ['epci', 200_000, 'Note pour le conseil de l’intercommunalité'],
  ['departement', 600_000, 'Rapport pour le conseil départemental'],
] as const)('has the title that the law gives to a note of %s of %s inhabitants', (kind, count, title) => {
  const populationCount: Resolved<number> = count === null ? UNKNOWN : { origin: 'derived', value: count };
  const note = write(
    answer({ profile: profile({ kind: { origin: 'derived', value: kind }, populationCount }) }),
  );
  expect(textOf(note.title)).toBe(title);
});

it('names its file in ASCII', () => {
  const note = write(answer({ profile: profile({ territory: { code: '22', name: 'Côtes-d’Armor' } }) }));
  expect(note.fileName).toBe('note-cotes-d-armor-2026-11-28');
  expect(write(answer()).fileName).toBe('note-2026-11-28');
});
