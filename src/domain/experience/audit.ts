/** Actions on the published content that its history keeps. */
export const AUDIT_ACTIONS = [
  'import',
  'reindex',
  'add',
  'correct',
  'merge',
  'delete',
  'erase',
  'judge',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
