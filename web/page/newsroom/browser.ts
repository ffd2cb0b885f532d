import { suggestTerritories } from '../search/form/suggest-in-form.ts';
import type { Sentence } from './source-marks.ts';

/*
 * Help for editors whose browser runs scripts: suggestions of territories, proofs marked with their field, passages
 * taken from a selection, grades by their digit, imports followed. Every page works without it.
 */

const FOLLOW_MS = 2_000;

/** Marks in the text the proofs of the field that has the focus or the pointer. */
function lightProofs(): void {
  const marks = [...document.querySelectorAll<HTMLElement>('[data-marks]')];
  function light(target: EventTarget | null): void {
    const group = target instanceof Element ? target.closest<HTMLElement>('[data-proofs]') : null;
    const ids = new Set(group?.dataset.proofs?.split(' ').filter((id) => id !== ''));
    for (const mark of marks) {
      const isLit = mark.dataset.marks?.split(' ').some((id) => ids.has(id)) === true;
      mark.classList.toggle('is-lit', isLit);
    }
    const first = marks.find((mark) => mark.classList.contains('is-lit'));
    const panel = first?.closest<HTMLElement>('[data-panel]');
    if (first === undefined || panel === null || panel === undefined) return;
    // The panel alone scrolls: the page stays where the editor reads.
    panel.scrollTop += first.getBoundingClientRect().top - panel.getBoundingClientRect().top - 48;
  }
  const form = document.querySelector('.fiche-form');
  form?.addEventListener('focusin', ({ target }) => light(target));
  form?.addEventListener('mouseover', ({ target }) => light(target));
}

/** Position in the source text of a place in its panel; null outside of it. */
function positionOf(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>('[data-start]');
  return piece?.dataset.start === undefined ? null : Number(piece.dataset.start) + offset;
}

function selectedPassage(): Sentence | null {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  const [start, end] = [positionOf(startContainer, startOffset), positionOf(endContainer, endOffset)];
  if (start === null || end === null || end <= start) return null;
  return { text: document.querySelector('[data-source]') === null ? '' : selectedWords(), start, end };
}

/** Words of the selection, without the labels of the marks. */
function selectedWords(): string {
  const fragment = getSelection()?.getRangeAt(0).cloneContents();
  for (const label of fragment?.querySelectorAll('.mark-label') ?? []) label.remove();
  return (fragment?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Chooses the sentences of a passage in the form that draws an experience from it. */
function choosePassage({ start, end }: Sentence): void {
  const first = document.querySelector<HTMLSelectElement>('#debut');
  const last = document.querySelector<HTMLSelectElement>('#fin');
  if (first === null || last === null) return;
  const before = [...first.options].filter(({ value }) => Number(value) <= start).at(-1);
  const after = [...last.options].find(({ value }) => Number(value) >= end);
  if (before !== undefined) first.value = before.value;
  if (after !== undefined) last.value = after.value;
}

function takePassages(): void {
  // A click on a button may drop the selection: the last one is kept.
  let passage: Sentence | null = null;
  document.addEventListener('selectionchange', () => {
    const selected = selectedPassage();
    if (selected === null) return;
    passage = selected;
    choosePassage(selected);
    document.querySelector('#manque')?.setAttribute('open', '');
  });
  for (const button of document.querySelectorAll<HTMLElement>('[data-take]')) {
    button.addEventListener('click', () => {
      const field = document.getElementById(button.dataset.take ?? '');
      if (!(field instanceof HTMLInputElement)) return;
      if (passage !== null) field.value = passage.text;
      field.focus();
    });
  }
}

function checkAll(): void {
  const button = document.querySelector('[data-check-all]');
  button?.addEventListener('click', () => {
    const boxes = document.querySelectorAll<HTMLInputElement>('input[name="fiche"]');
    // Folded proposals are not seen, hence not decided with the rest.
    for (const box of boxes) if (box.closest('details:not([open])') === null) box.checked = true;
  });
}

/** In a choice of a grade, a digit key chooses and goes to the next one. */
function gradeByDigit(): void {
  const groups = [...document.querySelectorAll<HTMLElement>('.graded')];
  document.addEventListener('keydown', ({ code, target, altKey, ctrlKey, metaKey }) => {
    // The place of the key: on a French keyboard, a digit needs the shift key.
    const [, grade] = /^(?:Digit|Numpad)([0-3])$/.exec(code) ?? [];
    const group = target instanceof HTMLInputElement ? target.closest<HTMLElement>('.graded') : null;
    if (grade === undefined || group === null || altKey || ctrlKey || metaKey) return;
    group.querySelector<HTMLInputElement>(`input[value="${grade}"][type="radio"]`)?.click();
    const next = groups[groups.indexOf(group) + 1];
    const radio = next?.querySelector<HTMLElement>(':checked') ?? next?.querySelector('input[type="radio"]');
    if (radio instanceof HTMLElement) radio.focus();
  });
}

/** Opens the page on what it asks first, at the place that its address shows, which takes the focus away first. */
function focusFirst(): void {
  const first = document.querySelector<HTMLElement>('[data-focus]');
  addEventListener('load', () => requestAnimationFrame(() => first?.focus({ preventScroll: true })));
}

/** Reads the list of imports again while one of them goes on. */
function followImports(): void {
  const list = document.getElementById('imports');
  if (list?.dataset.live === undefined) return;
  setTimeout(async () => {
    const answer = await fetch(location.pathname).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
    const fresh = page?.getElementById('imports');
    // The session has ended.
    if (page !== null && !fresh) return;
    // An editor on the list keeps the focus: it is read again later.
    if (fresh && !list.contains(document.activeElement)) list.replaceWith(fresh);
    followImports();
  }, FOLLOW_MS);
}

suggestTerritories();
lightProofs();
takePassages();
checkAll();
gradeByDigit();
focusFirst();
followImports();
