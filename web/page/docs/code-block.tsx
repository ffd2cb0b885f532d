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
