/** Straight apostrophes: the two ways of typing one must give one vector. */
export declare function straighten(text: string): string;
/**
 * Lower case without accents nor ligatures: «Œuvre d'Été» gives «oeuvre d'ete».
 * Total, and idempotent.
 */
export declare function fold(text: string): string;
