import type { InputHTMLAttributes } from 'preact';

/** Plain field of a territory, which `suggestTerritories` replaces by one with suggestions. */
export function TerritoryInput(attributes: InputHTMLAttributes) {
  return (
    <div data-combobox>
      <div class="combobox">
        <input type="text" autocomplete="off" {...attributes} />
      </div>
    </div>
  );
}
