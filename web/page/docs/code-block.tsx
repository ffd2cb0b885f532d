import type { Operation } from './api-description.ts';

/** Method and path of an operation. */
export function Signature({ operation: { method, path } }: { readonly operation: Operation }) {
  return (
    <p class="signature">
      <code>
        <b class={method === 'GET' ? undefined : 'is-write'}>{method}</b> {path}
      </code>
    </p>
  );
}

/** Lines to copy; the keyboard reaches them and scrolls them. */
export function CodeBlock({ label, code }: { readonly label: string; readonly code: string }) {
  return (
    <section class="code-block" aria-label={label} tabindex={0}>
      <pre>
        <code>{code}</code>
      </pre>
    </section>
  );
}
