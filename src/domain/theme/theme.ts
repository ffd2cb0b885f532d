export interface Theme {
  readonly id: string;
  readonly label: string;
  /** Expressions that reveal the theme in a text. */
  readonly cues: readonly string[];
}
