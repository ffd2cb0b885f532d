import { type ComponentChildren, cloneElement, type JSX } from 'preact';
import { FieldMessage } from './field-message.tsx';

interface LabelledFieldProps {
  readonly id: string;
  readonly label: ComponentChildren;
  readonly isOptional?: boolean;
  readonly help?: ComponentChildren;
  readonly error?: string | null | undefined;
  /** Control, which receives the id, as its name too, and the ties to the help and to the error. */
  readonly children: JSX.Element;
  readonly below?: ComponentChildren;
}

/** A control under its label, its help and its error. */
export function LabelledField(props: LabelledFieldProps) {
  const { id, label, isOptional = false, help = null, error = null, children: control } = props;
  const [helpId, errorId] = [`${id}-help`, `${id}-error`];
  const about = [help !== null && helpId, error !== null && errorId].filter(Boolean);
  const ties = {
    id,
    name: id,
    'aria-invalid': error === null ? undefined : 'true',
    'aria-describedby': about.join(' ') || undefined,
  };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {isOptional && <span class="hint-inline">facultatif</span>}
      </label>
      {help !== null && (
        <p class="help" id={helpId}>
          {help}
        </p>
      )}
      <FieldMessage id={errorId} error={error} />
      {cloneElement(control, { ...ties, ...control.props })}
      {props.below}
    </div>
  );
}
