import type { ComponentChildren } from 'preact';
import type { HeadingLevel } from '../settings.ts';

const TAGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;

interface HeadingProps {
  readonly level: HeadingLevel;
  /** Levels below `level`. */
  readonly under?: number;
  readonly children: ComponentChildren;
  readonly id?: string;
  readonly part?: string;
}

/** A heading of the level that the host page wants, 6 at most. */
export function Heading({ level, under = 0, children, ...attributes }: HeadingProps) {
  const Tag = TAGS[level + under - 1] ?? 'h6';
  return <Tag {...attributes}>{children}</Tag>;
}
