export const isMail = (value: string) => /^[^\s@]+@[^\s@]+$/.test(value);
export const isWebAddress = (value: string) => /^https?:\/\//.test(value);

/** A text, as a link when it is an address. */
export function Linked({ value }: { readonly value: string }) {
  if (isWebAddress(value)) return <a href={value}>{value}</a>;
  if (isMail(value)) return <a href={`mailto:${value}`}>{value}</a>;
  return <>{value}</>;
}
