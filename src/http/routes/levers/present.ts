import type { z } from 'zod';
import { describePermission, describeReview } from '../../../domain/french/describe-answer.ts';
import type { Lever } from '../../../domain/lever/lever.ts';
import { EMPOWERED_KINDS, type KindPermission, permissionFor } from '../../../domain/lever/lever-law.ts';
import type { leverSchema, permissionSchema } from './schemas.ts';

export function presentLever({ id, label, definition, law }: Lever): z.infer<typeof leverSchema> {
  return { id, label, definition, reviewedBy: law?.reviewedBy ?? null };
}

export function presentPermission(permission: KindPermission): z.infer<typeof permissionSchema> {
  const { kind, may } = permission;
  const { reason, ref } = may === 'yes' ? { reason: null, ref: null } : permission;
  return { kind, may, reason, ref, text: describePermission(permission) };
}

/** Says who may use a lever, in the order of the kinds; empty when its law has not been gathered. */
export function presentWhoMay({ law }: Lever) {
  return EMPOWERED_KINDS.flatMap((kind) => permissionFor(law, kind) ?? []).map(presentPermission);
}

/** Presents the law of a lever; lists are empty when it has not been gathered. */
export function presentLaw({ law }: Lever) {
  return {
    review: law === null ? 'Le droit de ce levier n’a pas encore été réuni.' : describeReview(law),
    texts: law?.texts ?? [],
    watchOut: law?.watchOut ?? [],
    firstSteps: law?.firstSteps ?? [],
    thresholds: law?.thresholds ?? [],
  };
}
