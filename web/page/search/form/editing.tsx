import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface EditingProps {
  /** Whether the reader has just opened it: its first field then takes the focus. */
  readonly isOpened: boolean;
  readonly onClose: () => void;
  /** The form. */
  readonly children: ComponentChildren;
}

/** The form, open over an answer; Escape closes it. */
export function Editing({ isOpened, onClose, children }: EditingProps) {
  const around = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const element = around.current;
    if (element === null) return;
    if (isOpened) element.querySelector('input')?.focus();
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
