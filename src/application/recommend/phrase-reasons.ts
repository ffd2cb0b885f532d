import type { ExperienceReason, LeverReason } from '../../domain/explanation/reason.ts';
import { describeAge } from '../../domain/french/describe-answer.ts';
import { formatNumber, joinWithAnd } from '../../domain/french/formats.ts';
import {
  ASKERS_WITH_ARTICLE,
  capitalise,
  KINDS_WITH_ARTICLE,
  SETTING_LABELS,
  STATE_LABELS,
} from '../../domain/french/labels.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';

function quote(words: readonly string[]): string {
  return joinWithAnd(words.map((word) => `« ${word} »`));
}

type Labelled = readonly { readonly id: string; readonly label: string }[];

/** Returns the label of a lever or theme; its id when the taxonomy no longer has it. */
export function labelOf(id: string, among: Labelled): string {
  return among.find((entry) => entry.id === id)?.label ?? id;
}

function labels(ids: readonly string[], among: Labelled): string {
  return quote(ids.map((id) => labelOf(id, among)));
}

/** Phrases a reason in French, without a final full stop. */
export function phraseExperienceReason(reason: ExperienceReason, taxonomy: Taxonomy): string {
  switch (reason.code) {
    case 'vouched':
      return 'La rédaction l’a jugée utile pour une demande semblable';
    case 'close-meaning':
      return 'Traite de votre sujet';
    case 'same-words':
      return `Même sujet : ${quote(reason.words)}`;
    case 'same-theme':
      return `${reason.themes.length < 2 ? 'Porte sur le thème' : 'Porte sur les thèmes'} ${labels(reason.themes, taxonomy.themes)}`;
    case 'same-lever':
      return `${reason.levers.length < 2 ? 'Utilise le levier demandé' : 'Utilise les leviers demandés'} : ${labels(reason.levers, taxonomy.levers)}`;
    case 'evoked-theme':
      return `${reason.themes.length < 2 ? 'Porte sur un thème dont parle votre demande' : 'Porte sur des thèmes dont parle votre demande'} : ${labels(reason.themes, taxonomy.themes)}`;
    case 'evoked-lever':
      return `${reason.levers.length < 2 ? 'Utilise un levier dont parle votre demande' : 'Utilise des leviers dont parle votre demande'} : ${labels(reason.levers, taxonomy.levers)}`;
    case 'near-meaning':
      return 'Traite d’un sujet apparenté au vôtre, avec d’autres mots';
    case 'own-territory':
      return 'Chez vous';
    case 'same-setting':
      return `Territoire ${SETTING_LABELS[reason.setting]}, comme le vôtre`;
    case 'same-kind':
      return `${capitalise(KINDS_WITH_ARTICLE[reason.kind])}, comme vous`;
    case 'similar-size':
      return `${capitalise(KINDS_WITH_ARTICLE[reason.kind])} de taille comparable (${formatNumber(reason.populationCount)} habitants)`;
    case 'same-department':
      return `Dans votre département (${reason.name})`;
    case 'same-region':
      return `Dans votre région (${reason.name})`;
    case 'state':
      return `Expérience ${STATE_LABELS[reason.state]}${reason.hasDifficulties ? ' : la fiche dit ce qui a été difficile' : ''}`;
    case 'age':
      return capitalise(describeAge(reason));
  }
}

function countCases({
  caseCount,
  shownCount,
}: Extract<LeverReason, { readonly code: 'used-by-cases' }>): string {
  if (shownCount < 2) return 'l’expérience proposée';
  if (caseCount === shownCount) return `les ${shownCount} expériences proposées`;
  return `${caseCount < 2 ? 'une' : caseCount} des ${shownCount} expériences proposées`;
}

/** Phrases a reason of a lever in French, without a final full stop. */
export function phraseLeverReason(reason: LeverReason): string {
  switch (reason.code) {
    case 'asked':
      return 'Vous l’avez demandé';
    case 'used-by-cases':
      return `Utilisé dans ${countCases(reason)}`;
    case 'advised':
      return `${reason.howOften === 'often' ? 'Souvent' : 'Parfois'} conseillé pour une telle demande`;
    case 'usual':
      return `Plus souvent conseillé ${ASKERS_WITH_ARTICLE[reason.asker]} qu’aux autres collectivités`;
    case 'used-further':
      return 'Utilisé dans des expériences plus éloignées de votre demande';
    case 'evoked':
      return `Votre demande évoque ${quote(reason.cues)}`;
  }
}
