import type { ComponentChildren } from 'preact';
import type { EditorSession } from '../../contract.ts';

/** Field that each form of an editor needs: it proves that one of our pages wrote it. */
export function FormToken({ session }: { readonly session: EditorSession | null }) {
  return <input type="hidden" name="jeton" value={session?.formToken} />;
}

interface ActProps {
  /** Action that the form then asks for. */
  readonly value: string;
  readonly isMain?: boolean;
  /** Id of the form, for a button outside it. */
  readonly form?: string;
  readonly children: ComponentChildren;
}

/** A button that sends a form. */
export function Act({ value, isMain = false, form, children }: ActProps) {
  return (
    <button type="submit" class={isMain ? 'primary' : undefined} form={form} name="geste" value={value}>
      {children}
    </button>
  );
}

/** Button that answers the Enter key: a form takes its first one. */
export function EnterAct({ value, form, children }: Omit<ActProps, 'isMain'>) {
  return (
    <button
      type="submit"
      class="visually-hidden"
      form={form}
      name="geste"
      value={value}
      tabIndex={-1}
      aria-hidden="true"
    >
      {children}
    </button>
  );
}

interface OptionsProps<Code extends string> {
  readonly codes: readonly Code[];
  readonly labelOf: (code: Code) => ComponentChildren;
  readonly chosen: string | null | undefined;
}

/** The values of a list, of which one may be chosen. */
export function Options<Code extends string>({ codes, labelOf, chosen }: OptionsProps<Code>) {
  return (
    <>
      {codes.map((code) => (
        <option key={code} value={code} selected={code === chosen}>
          {labelOf(code)}
        </option>
      ))}
    </>
  );
}

/** Links to the first page of a list and to the next one; null for none. */
export function ListPages({ first, next }: { readonly first: string | null; readonly next: string | null }) {
  return (
    <nav class="pages-nav button-row" aria-label="Pages de la liste">
      {first !== null && <a href={first}>Début de la liste</a>}
      {next !== null && <a href={next}>La suite</a>}
    </nav>
  );
}
