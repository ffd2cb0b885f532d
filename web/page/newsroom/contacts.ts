const MAILBOX = /[^\s@<>()«»]+@[^\s@]+\.\p{L}{2,}/gu;
/** A French number, here or from abroad, its digits in pairs with or without a sign between them. */
const TELEPHONE = /(?<!\d)(?:(?:\+|00)\d{2,3}[\s.-]?(?:\(0\)\s?)?\d|0\d)(?:[\s.-]?\d{2}){4}(?!\d)/g;

/** E-mail addresses and telephone numbers of a text. Names are left to its editor. */
export function contactsIn(text: string): readonly string[] {
  return [MAILBOX, TELEPHONE].flatMap((contact) => text.match(contact) ?? []);
}
