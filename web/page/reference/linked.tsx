const MAIL = /^[^\s@]+@[^\s@]+$/;
const WEB = /^https?:\/\//;

/** A text, as a link when it is an address. */
export function Linked({ value }: { readonly value: string }) {
  if (WEB.test(value)) return <a href={value}>{value}</a>;
  if (MAIL.test(value)) return <a href={`mailto:${value}`}>{value}</a>;
  return <>{value}</>;
}
