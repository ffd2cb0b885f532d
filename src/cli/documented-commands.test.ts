import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { EXIT } from './command.ts';
import { createProgram } from './main.ts';

const document = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
const program = createProgram({ serve: async () => {} });
const commands = program.commands.map((command) => [command.name(), command] as const);

/** Second-level sections, by the first quoted word of their title. */
const sections = new Map(
  document
    .split(/^## /m)
    .slice(1)
    .map((text) => [/^`([^`]+)`/.exec(text)?.[1] ?? '', text] as const),
);

function longOptions(command: Command): readonly string[] {
  const own = command.options.map(({ long }) => long ?? '');
  return [...new Set([...own, ...command.commands.flatMap(longOptions)])].toSorted();
}

describe('docs/cli.md', () => {
  it('lists the commands, in the order of the help', () => {
    const listed = Array.from(
      (document.split(/^## /m)[0] ?? '').matchAll(/^\| `([\w-]+)` \| /gm),
      ([, name]) => name,
    );
    expect(listed).toEqual(commands.map(([name]) => name));
  });

  it.each(commands)(
    'has a section on %s, with each of its subcommands',
    (name, { commands: subcommands }) => {
      expect(sections.get(name)).toBeDefined();
      for (const subcommand of subcommands)
        expect(sections.get(name)).toContain(`${name} ${subcommand.name()}`);
    },
  );

  it.each(commands)('names each option of %s, and none that it does not have', (name, command) => {
    // Options appear in code only; lines with npm or curl have options of their own.
    const section = sections.get(name) ?? '';
    const named = Array.from(section.matchAll(/`[^`\n]*`|^\$ essaimage .*$/gm), ([code]) => code)
      .filter((code) => !/curl|npm/.test(code))
      .flatMap((code) => code.match(/--[a-z][a-z-]*/g) ?? []);
    const hasJson = section.includes('**JSON**') ? ['--json'] : [];
    expect([...new Set([...named, ...hasJson])].toSorted()).toEqual(longOptions(command));
  });

  it('gives the meaning of each exit code', () => {
    const listed = Array.from(document.matchAll(/^\| (\d+) \| /gm), ([, code]) => Number(code));
    expect(listed).toEqual(Object.values(EXIT));
  });
});
