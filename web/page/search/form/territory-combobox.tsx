import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatNumber } from '../../../../src/domain/french/formats.ts';
import { capitalise, KIND_LABELS } from '../../../../src/domain/french/labels.ts';
import { escapeHtml } from '../../../../src/domain/text/escape-html.ts';
import type { Territory } from '../../../api/answers.ts';
import type { Reader } from '../../../api/client.ts';
import { count } from '../../../french/typography.ts';
import { suggestTerritories } from '../../../question/ask-service.ts';

/** « Redon (Ille-et-Vilaine) »: distinguishes a territory from its namesakes. */
export function nameWithPlace({ name, department, kind }: Territory): string {
  return department === null || kind === 'departement' ? name : `${name} (${department.name})`;
}

interface TerritoryComboboxProps {
  readonly api: Reader | null;
  readonly id: string;
  readonly helpId: string;
  /** Id of the error message; null without an error. */
  readonly errorId: string | null;
  /** Initial content of the field. */
  readonly shown: string;
  readonly onChoose: (territory: Territory | null) => void;
}

/** Pause after a keystroke, in milliseconds: a request for each letter would delay the answer to the last one. */
const PAUSE_MS = 100;

/** Words before another name or code that led to a territory. */
const MATCHED: Readonly<Record<NonNullable<Territory['matchedAs']>, string>> = {
  part: 'avec ',
  'former-name': 'anciennement ',
  'former-code': 'anciennement ',
  acronym: '',
  'usual-name': 'pour ',
};

/** The library writes suggestions as HTML. */
function describe(territory: Territory): string {
  const { kind, department, population, matchedAlias, matchedAs } = territory;
  const details = [
    capitalise(KIND_LABELS[kind]),
    kind === 'departement' ? null : department?.name,
    population === null ? null : `${formatNumber(population)}\u00a0habitants`,
    matchedAlias === null ? null : `${MATCHED[matchedAs ?? 'part']}${matchedAlias}`,
  ];
  const about = details.filter(Boolean).join(' · ');
  return `<b>${escapeHtml(territory.name)}</b> <span>${escapeHtml(about)}</span>`;
}

/**
 * Asks once the typing pauses; an answer that comes after the next question is dropped. `explainEmpty` tells why
 * there is no suggestion.
 */
function createSource(api: Reader, element: HTMLElement, initial: string) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | null = null;
  let explanation = '';
  function source(typed: string, show: (found: readonly Territory[]) => void): void {
    if (element.classList.contains(UNTOUCHED) && typed === initial) {
      show([]);
      return;
    }
    element.classList.remove(UNTOUCHED);
    clearTimeout(timer);
    running?.abort();
    explanation = 'Recherche en cours…';
    timer = setTimeout(async () => {
      const controller = new AbortController();
      running = controller;
      const found = await suggestTerritories(api, typed, controller.signal);
      if (controller.signal.aborted) return;
      explanation = found.ok
        ? 'Aucun territoire ne correspond'
        : 'La liste ne répond pas\u00a0: écrivez le nom entier ou le code, puis cherchez';
      show(found.ok ? found.data : []);
    }, PAUSE_MS);
  }
  return { source, explainEmpty: () => explanation };
}

/** Class of a field that shows its initial text: nothing is proposed for it. */
const UNTOUCHED = 'untouched';

type Combobox = typeof import('accessible-autocomplete').default;

function mount(
  mountCombobox: Combobox,
  container: HTMLElement,
  api: Reader,
  { id, shown, onChoose }: TerritoryComboboxProps,
): void {
  const { source, explainEmpty } = createSource(api, container, shown);
  mountCombobox({
    element: container,
    id,
    name: 'nom',
    source,
    defaultValue: '',
    minLength: 2,
    autoselect: false,
    confirmOnBlur: false,
    displayMenu: 'overlay',
    templates: {
      // Called with the text itself for the initial content.
      inputValue: (chosen) => (typeof chosen === 'object' ? nameWithPlace(chosen) : (chosen ?? '')),
      suggestion: (found) => (typeof found === 'object' ? describe(found) : escapeHtml(found)),
    },
    onConfirm: (chosen) => {
      if (typeof chosen === 'object') onChoose(chosen);
    },
    tNoResults: explainEmpty,
    tStatusQueryTooShort: (minimum) => `Tapez au moins ${count(minimum, 'caractère')}`,
    tStatusNoResults: explainEmpty,
    tStatusSelectedOption: (option, length, index) => `${option}, ${index + 1} sur ${length}, choisi`,
    tStatusResults: (length, option) =>
      `${count(length, 'territoire proposé', 'territoires proposés')}. ${option}`,
    tAssistiveHint: () =>
      'Quand des territoires sont proposés, les flèches haut et bas les parcourent et Entrée en choisit un. Sur un écran tactile, parcourez-les du doigt.',
  });
}

/** Content and focus of the plain field when the list replaces it. */
interface Replaced {
  readonly mount: Combobox;
  readonly value: string;
  readonly hadFocus: boolean;
}

/** Loads the library with the first field that is used; the plain one stays if it does not load. */
function useReplacement(api: Reader | null, plain: RefObject<HTMLInputElement | null>): Replaced | null {
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  useEffect(() => {
    const scope = plain.current?.form;
    if (api === null || scope === null || scope === undefined) return;
    const load = async () => {
      const { default: mountCombobox } = await import('accessible-autocomplete');
      const field = plain.current;
      if (field === null) return;
      setReplaced({ mount: mountCombobox, value: field.value, hadFocus: field === document.activeElement });
    };
    const used = new AbortController();
    if (scope.contains(document.activeElement)) void load();
    else scope.addEventListener('focusin', load, { once: true, signal: used.signal });
    return () => used.abort();
  }, [api]);
  return replaced;
}

/** A field with a list of suggestions, by a library that is known to work with screen readers. */
export function TerritoryCombobox(props: TerritoryComboboxProps) {
  const { api, id, helpId, errorId, shown, onChoose } = props;
  const container = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLInputElement>(null);
  const replaced = useReplacement(api, plain);

  useLayoutEffect(() => {
    const element = container.current;
    if (replaced === null || element === null || api === null) return;
    element.classList.toggle(UNTOUCHED, replaced.value === shown);
    mount(replaced.mount, element, api, props);
    const input = element.querySelector('input');
    // The text is typed again: one that was typed before the list came opens its matches.
    if (input !== null && replaced.value !== '') {
      input.value = replaced.value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    const mounted = new AbortController();
    if (replaced.hadFocus) {
      input?.focus();
      // The library then selects the text, which the next letter would replace.
      queueMicrotask(() => input?.setSelectionRange(input.value.length, input.value.length));
    }
    // Typing after a choice means another territory.
    element.addEventListener('input', () => onChoose(null), mounted);
    // Escape hides the option that has the focus: the field takes it first.
    const leave = ({ key }: KeyboardEvent) => key === 'Escape' && input?.focus();
    element.addEventListener('keydown', leave, { capture: true, signal: mounted.signal });
    return () => mounted.abort();
  }, [replaced]);

  useEffect(() => {
    const input = container.current?.querySelector('input');
    if (input === null || input === undefined) return;
    // The library does not let the page set these attributes.
    input.setAttribute(
      'aria-describedby',
      [`${id}__assistiveHint`, helpId, errorId].filter(Boolean).join(' '),
    );
    if (errorId === null) {
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-errormessage');
    } else {
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-errormessage', errorId);
    }
  }, [errorId, replaced]);

  if (replaced !== null) return <div class="combobox" ref={container} />;
  return (
    <div class="combobox">
      <input
        id={id}
        name="nom"
        type="text"
        autocomplete="off"
        ref={plain}
        defaultValue={shown}
        onInput={() => onChoose(null)}
        aria-invalid={errorId === null ? undefined : 'true'}
        aria-describedby={[helpId, errorId].filter(Boolean).join(' ')}
      />
    </div>
  );
}
