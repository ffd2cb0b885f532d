import { Marked } from 'marked';
import { type ComponentChild, Fragment, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { typeset } from '../french/typography.ts';

/** Value of each `{{name}}` of a text. */
export type ProseValues = Readonly<Record<string, ComponentChild>>;

const DEFINITION = /([^\n]+)\n: ([^\n]+(?:\n {2}[^\n]+)*)/g;
const DEFINITIONS = new RegExp(`^(?:${DEFINITION.source}\n*)+`);
const VALUE = /<p>\{\{(\w+)\}\}<\/p>|\{\{(\w+)\}\}/g;
/** A tag, or code, which is left as it is written. */
const KEPT = /(<(pre|code)\b.*?<\/\2>|<[^>]*>)|[^<]+/gs;

const marked: Marked = new Marked({
  renderer: { code: ({ text }) => renderToString(h('pre', { class: 'code' }, h('code', null, text))) },
  extensions: [
    {
      name: 'definitions',
      level: 'block',
      tokenizer(source) {
        const [raw] = DEFINITIONS.exec(source) ?? [];
        return raw === undefined ? undefined : { type: 'definitions', raw };
      },
      renderer({ raw }) {
        const inline = (text: string) => marked.parseInline(text, { async: false });
        const parts = Array.from(
          raw.matchAll(DEFINITION),
          ([, term = '', meaning = '']) => `<div><dt>${inline(term)}</dt><dd>${inline(meaning)}</dd></div>`,
        );
        return `<dl class="definitions">${parts.join('')}</dl>`;
      },
    },
  ],
});

/**
 * Reads a text in Markdown, once, typeset as French; returns a function that writes its HTML. A line followed by
 * « : » and a text, indented where it goes on, is a definition. A paragraph that is only a `{{name}}` leaves its place
 * to the value; null stands for nothing.
 *
 * @throws Error from the returned function, when a name of the text has no value
 */
export function readProse(markdown: string): (values?: ProseValues) => string {
  const html = marked
    .parse(markdown, { async: false })
    .replace(KEPT, (part, kept?: string) => kept ?? typeset(part.replaceAll('\n', ' ')));
  return (values = {}) =>
    html.replace(VALUE, (_place, block?: string, inline?: string) => {
      const value = values[block ?? inline ?? ''];
      if (value === undefined) throw new Error(`the text has no value for ${block ?? inline}`);
      return renderToString(h(Fragment, null, value));
    });
}
