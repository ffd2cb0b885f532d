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
