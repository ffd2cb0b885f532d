import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface EditingProps {
  /** Id of the field that takes the focus, when the reader has just opened the form; null otherwise. */
  readonly field: string | null;
  readonly onClose: () => void;
  /** The form. */
  readonly children: ComponentChildren;
}

/** The form, open over an answer; Escape closes it. */
export function Editing({ field, onClose, children }: EditingProps) {
  const around = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    if (field !== null) document.getElementById(field)?.focus();
  }, [field]);

  useEffect(() => {
    const element = around.current;
    if (element === null) return;
    const leave = ({ key }: KeyboardEvent) => {
      // The list of territories takes the Escape that closes it.
      const isListOpen =
        element.querySelector(':not(.untouched) > * > .autocomplete__menu--visible') !== null;
      if (key === 'Escape' && !isListOpen) close.current();
    };
    element.addEventListener('keydown', leave);
    return () => element.removeEventListener('keydown', leave);
  }, []);

  return (
    <div class="editing" ref={around}>
      {children}
      <button type="button" class="link needs-script" onClick={onClose}>
        Fermer sans rien changer
      </button>
    </div>
  );
}
