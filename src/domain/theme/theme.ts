export interface Theme {
  readonly id: string;
  readonly label: string;
  /** Its extent, in a sentence. */
  readonly definition: string;
  readonly cues: readonly string[];
  /** Expressions in which a cue has another meaning; sources of regular expressions for a folded text. */
  readonly otherSenses: readonly string[];
}
