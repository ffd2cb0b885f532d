import type { EditorSession } from '../../contract.ts';

/** Field that each form of an editor needs: it proves that one of our pages wrote it. */
export function FormToken({ session }: { readonly session: EditorSession | null }) {
  return <input type="hidden" name="jeton" value={session?.formToken} />;
}
