declare module 'nspell' {
  /** Loads a dictionary; `data` has each of its words, with every affix. */
  export default function nspell(dictionary: { readonly aff: Uint8Array; readonly dic: Uint8Array }): {
    readonly data: Readonly<Record<string, unknown>>;
  };
}
