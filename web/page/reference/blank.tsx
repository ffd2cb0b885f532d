interface BlankProps {
  /** What the configuration says; null when it says nothing. */
  readonly value: string | null;
  /** What is missing, for whoever runs the service. */
  readonly what: string;
}

const MAIL = /^[^\s@]+@[^\s@]+$/;
const WEB = /^https?:\/\//;

/** What only the operator can say: as configured, or a blank that cannot be taken for a text. */
export function Blank({ value, what }: BlankProps) {
  if (value === null) return <mark class="blank">[À compléter par l’exploitant : {what}]</mark>;
  if (WEB.test(value)) return <a href={value}>{value}</a>;
  if (MAIL.test(value)) return <a href={`mailto:${value}`}>{value}</a>;
  return <>{value}</>;
}

/** Says that the page is a template, as long as something is missing. */
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
