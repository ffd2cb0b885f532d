/** Document with nothing readable in it; the message is a French clause without capital or full stop. */
export class UnreadableDocument extends Error {}
