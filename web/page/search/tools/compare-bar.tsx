import { count } from '../../../french/typography.ts';
import { MAX_COMPARED, writeAsked } from '../data/address.ts';
import type { Asked } from '../data/search-data.ts';

interface CompareBarProps {
  readonly asked: Asked;
  readonly onClear: () => void;
}

/** Leads to the experiences that were chosen, side by side. */
export function CompareBar({ asked, onClear }: CompareBarProps) {
  const { compared } = asked;
  const address = `/comparer?${new URLSearchParams([['fiches', compared.join(',')], ...writeAsked({ ...asked, compared: [] })])}`;
  return (
    <div class={compared.length === 0 ? 'compare-bar visually-hidden' : 'compare-bar'}>
      <p role="status">
        {compared.length === 0
          ? ''
          : `${count(compared.length, 'expérience choisie', 'expériences choisies')}, ${MAX_COMPARED} au plus`}
      </p>
      {compared.length > 1 && (
        <a class="button primary" href={address}>
          Comparer
        </a>
      )}
      {compared.length > 0 && (
        <button
          type="button"
          class="link"
          onClick={() => {
            // It is about to vanish, and the focus with it.
            document.getElementById('experiences-title')?.focus();
            onClear();
          }}
        >
          Tout retirer
        </button>
      )}
    </div>
  );
}
