/** Load of a part that requests wait for. */
export interface Load {
  /** Queued operations or questions. */
  readonly waiting: number;
  /** Expected wait of a new one; 0 when unknown. */
  readonly estimatedWaitMs: number;
}
