export interface Theme {
  readonly id: string;
  readonly label: string;
  /** Expressions that reveal it in a text. */
  readonly cues: readonly string[];
  /** Expressions in which a cue has another meaning; sources of regular expressions for a folded text. */
  readonly otherSenses: readonly string[];
}
