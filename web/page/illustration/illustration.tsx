import sprite from './sprite.svg';

interface IllustrationProps {
  readonly of: 'theme' | 'lever';
  readonly id: string;
}

/** Drawing of a theme or of a lever, beside its name; an empty cell for one that the operator added. */
export function Illustration({ of, id }: IllustrationProps) {
  return (
    <svg class="illustration" width="56" height="56" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <use href={`${sprite}#${of}-${id}`} />
    </svg>
  );
}
