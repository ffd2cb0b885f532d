/** Nothing of a document can be read; the message says why, in French, without a capital nor a stop. */
export class UnreadableDocument extends Error {}
