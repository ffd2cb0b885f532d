import type { components } from '../../../api/schema.ts';

export type Verdict = components['schemas']['Feedback']['verdict'];
export type Reason = NonNullable<components['schemas']['Feedback']['reason']>;

/** What a person may answer to « pourquoi », in the order in which it is offered. */
export const REASONS: Readonly<Record<Verdict, readonly (readonly [Reason, string])[]>> = {
  useful: [
    ['answers-need', 'Répond à notre besoin'],
    ['similar-territory', 'Territoire comparable au nôtre'],
    ['gives-contacts-or-proof', 'Donne des contacts ou des preuves'],
    ['new-idea', 'Donne une idée nouvelle'],
  ],
  'not-useful': [
    ['off-topic', 'Hors sujet'],
    ['different-territory', 'Territoire trop différent du nôtre'],
    ['out-of-reach', 'Hors de nos compétences ou de nos moyens'],
    ['too-old', 'Trop ancien'],
    ['not-enough-detail', 'Pas assez détaillé'],
    ['already-known', 'Déjà connu'],
  ],
};
