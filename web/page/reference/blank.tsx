interface BlankProps {
  /** Value of the configuration; null when it is not set. */
  readonly value: string | null;
  /** Name of the missing value, for the operator. */
  readonly what: string;
}

const MAIL = /^[^\s@]+@[^\s@]+$/;
const WEB = /^https?:\/\//;

/** A value of the operator's configuration, or a visible blank. */
export function Blank({ value, what }: BlankProps) {
  if (value === null) return <mark class="blank">[À compléter par l’exploitant : {what}]</mark>;
  return <Linked value={value} />;
}

/** A text, as a link when it is an address. */
export function Linked({ value }: { readonly value: string }) {
  if (WEB.test(value)) return <a href={value}>{value}</a>;
  if (MAIL.test(value)) return <a href={`mailto:${value}`}>{value}</a>;
  return <>{value}</>;
}

/** Warns that the page is a template while a value is missing. */
export function TemplateNotice({ values }: { readonly values: readonly (string | null)[] }) {
  if (!values.includes(null)) return null;
  return (
    <div class="notice">
      <p>
        <strong>Cette page est un modèle.</strong> Les mentions entre crochets sont à compléter par
        l’exploitant du service, dans sa configuration.
      </p>
    </div>
  );
}
