import { marked } from 'marked';

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;

/** Writes a Markdown text as a page, to read it like one. A line break counts, as in a text. */
export function toPage(markdown: string): string {
  const body = marked.parse(markdown.replace(FRONT_MATTER, ''), { async: false, breaks: true, gfm: true });
  return `<!doctype html><main>${body}</main>`;
}
