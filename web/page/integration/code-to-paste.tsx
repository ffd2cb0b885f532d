import { useRef, useState } from 'preact/hooks';

/** The lines to paste, and a button that copies them. */
export function CodeToPaste({ code }: { readonly code: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, say] = useState('');
  async function copy(): Promise<void> {
    field.current?.select();
    // A page that is not served over HTTPS has no clipboard.
    if (navigator.clipboard === undefined) {
      say('C’est sélectionné : copiez avec Ctrl + C.');
      return;
    }
    await navigator.clipboard.writeText(code);
    say('Copié.');
  }
  return (
    <div class="field code-to-paste">
      <label for="code">À coller dans la page</label>
      <textarea id="code" ref={field} rows={8} readOnly spellcheck={false} value={code} />
      <p class="tools">
        <button type="button" class="primary" onClick={() => void copy()}>
          Copier
        </button>
        <span role="status">{said}</span>
      </p>
    </div>
  );
}
