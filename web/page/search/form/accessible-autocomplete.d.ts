/** Types of the part of the library that the page uses; it has none of its own. */
declare module 'accessible-autocomplete' {
  interface Options<T> {
    element: HTMLElement;
    id: string;
    name: string;
    source: (query: string, populate: (results: readonly T[]) => void) => void;
    defaultValue: string;
    minLength: number;
    autoselect: boolean;
    confirmOnBlur: boolean;
    displayMenu: 'inline' | 'overlay';
    templates: {
      inputValue: (chosen: T | string | undefined) => string;
      suggestion: (found: T | string) => string;
    };
    /** Called without a choice when the field is left. */
    onConfirm: (chosen: T | string | undefined) => void;
    tNoResults: () => string;
    tStatusQueryTooShort: (minimum: number) => string;
    tStatusNoResults: () => string;
    tStatusSelectedOption: (option: string, length: number, index: number) => string;
    tStatusResults: (length: number, option: string) => string;
    tAssistiveHint: () => string;
  }
  export default function accessibleAutocomplete<T extends object>(options: Options<T>): void;
}
