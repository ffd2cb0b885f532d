import type { ComponentChildren } from 'preact';

interface ReferenceTableProps {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of a row names it; a text is a code. */
  readonly rows: readonly (readonly [name: ComponentChildren, ...cells: ComponentChildren[]])[];
  readonly class?: string;
}

/** A table of names and what they do, that scrolls alone where the screen is narrow. */
export function ReferenceTable({ caption, head, rows, class: more = '' }: ReferenceTableProps) {
  return (
    <section class={`reference-table ${more}`.trim()} aria-label={caption} tabindex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], index) => (
            <tr key={index}>
              <th scope="row">{typeof name === 'string' ? <code>{name}</code> : name}</th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
