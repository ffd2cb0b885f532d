import type { ComponentChildren } from 'preact';
import { typeset } from '../../french/typography.ts';

const TOKEN = /(`[^`]+`|\[[^\]]+\]\([^)\s]+\)|\*\*[^*]+\*\*)/;

interface InlineProps {
  readonly text: string;
  /** Address to which a code leads; null for one that leads nowhere. */
  readonly linkOf?: (code: string) => string | null;
}

/** A line of the few marks of Markdown that the API's descriptions have: code, links, bold. */
export function Inline({ text, linkOf = () => null }: InlineProps) {
  const parts = text.split(TOKEN).map((part): ComponentChildren => {
    const [, code] = /^`(.+)`$/.exec(part) ?? [];
    if (code !== undefined) {
      const link = linkOf(code);
      return link === null ? <code>{code}</code> : <a href={link}>{code}</a>;
    }
    const [, label = '', address] = /^\[(.+)\]\((.+)\)$/.exec(part) ?? [];
    if (address !== undefined) return <a href={address}>{typeset(label)}</a>;
    const [, bold] = /^\*\*(.+)\*\*$/.exec(part) ?? [];
    return bold === undefined ? typeset(part) : <strong>{typeset(bold)}</strong>;
  });
  return <>{parts}</>;
}
