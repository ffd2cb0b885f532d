import { formatDate } from '../french/formats.ts';
import type { LegalText } from '../lever/lever-law.ts';
import { heading, join, label, list, paragraph, value } from './lines.ts';
import type { NoteBlock, NoteLine } from './note.ts';
import type { Kept } from './note-answer.ts';
import { LABELS, MARKS, SECTIONS } from './words.ts';

/** Groups the texts that were read on the same day in the same way; each reference comes once. */
function tellTexts(texts: readonly LegalText[]): readonly NoteLine[] {
  const readings = new Map<string, { readonly text: LegalText; readonly refs: Map<string, NoteLine> }>();
  for (const text of texts) {
    const reading = `${text.checkedOn} ${text.checkedHow}`;
    const group = readings.get(reading) ?? { text, refs: new Map<string, NoteLine>() };
    group.refs.set(text.ref, [value(text.ref, text.address?.url ?? null)]);
    readings.set(reading, group);
  }
  return [...readings.values()].map(({ text: { checkedOn, checkedHow }, refs }) => [
    label(LABELS.checked),
    value(formatDate(checkedOn)),
    label(MARKS.comma),
    value(checkedHow),
    label(MARKS.colon),
    ...join([...refs.values()], MARKS.semicolon),
  ]);
}

/** @param service address of the service, for the fiches; null when it has none */
export function tellSources({ experiences, levers }: Kept, service: string | null): readonly NoteBlock[] {
  const cases = experiences.map(({ experience }) => {
    const address = `${service}/experiences/${encodeURIComponent(experience.id)}`;
    const { title, publisher, date } = experience.source;
    return [
      ...join(
        [[value(title)], [value(publisher)], date === null ? [] : [value(formatDate(date))]],
        MARKS.comma,
      ),
      ...(service === null ? [] : [label(MARKS.dash), label(LABELS.fiche), value(address, address)]),
    ];
  });
  const texts = tellTexts(levers.flatMap(({ lever }) => lever.law?.texts ?? []));
  const part = (title: 'experiences' | 'texts', items: readonly NoteLine[]) =>
    items.length === 0 ? [] : [heading(2, label(SECTIONS[title])), ...list(items)];
  return [...part('experiences', cases), ...part('texts', texts)];
}

/** Identifies the answer of which the note tells. */
export function tellAnswer(id: string): NoteBlock {
  return paragraph(label(LABELS.answer), value(id));
}
