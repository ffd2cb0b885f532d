import { h, hydrate } from 'preact';
import { createApi } from '../../../api/client.ts';
import { TerritoryCombobox } from './territory-combobox.tsx';

/**
 * Suggests territories in a form that the server wrote: the field in `[data-combobox]`, whose id begins those of its
 * help and its error, and the hidden field `[data-chosen]`, which receives `kind|code`.
 */
export function suggestTerritories(): void {
  const container = document.querySelector<HTMLElement>('[data-combobox]');
  const chosen = document.querySelector<HTMLInputElement>('[data-chosen]');
  const plain = container?.querySelector('input');
  if (container === null || chosen === null || plain === null || plain === undefined) return;
  const field = h(TerritoryCombobox, {
    api: createApi(location.origin),
    id: plain.id,
    helpId: `${plain.id}-help`,
    errorId: plain.hasAttribute('aria-invalid') ? `${plain.id}-error` : null,
    shown: plain.defaultValue,
    onChoose: (territory) => {
      chosen.value = territory === null ? '' : `${territory.kind}|${territory.code}`;
    },
  });
  hydrate(field, container);
}
