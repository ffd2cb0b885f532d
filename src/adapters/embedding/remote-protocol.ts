/** What a server says of itself. */
export interface ServerDescription {
  readonly modelName: string;
  /** The longest text that it reads, in tokens, the special ones included. */
  readonly maxTokens: number;
  /** How many texts a request may hold. */
  readonly maxTexts: number;
}

/** How a kind of server is spoken to. Texts already bear the prefix of their role. */
export interface RemoteProtocol {
  /** From the base address of the server. */
  readonly path: string;
  buildBody(texts: readonly string[]): unknown;
  /**
   * The coordinates, in the order of the texts.
   * @throws ZodError when `answer` is not what was asked for
   */
  readVectors(answer: unknown, count: number): readonly (readonly number[])[];
  /** Null when the protocol has no way to ask. */
  readonly description: { readonly path: string; parse(answer: unknown): ServerDescription } | null;
}
