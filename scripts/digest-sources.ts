import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { z } from 'zod';

const COMPILER_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  removeComments: true,
  verbatimModuleSyntax: true,
};
const RELATIVE_FOLDERS = /(?<=from\s+['"])\.{1,2}\/(?:.*\/)?/g;
const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()) });

/** Returns the tokens of a program, without its layout. */
function tokensOf(node: ts.Node, file: ts.SourceFile): readonly string[] {
  const parts = node.getChildren(file);
  return parts.length === 0 ? [node.getText(file)] : parts.flatMap((part) => tokensOf(part, file));
}

/** Reads the code and the imports of a file; leaves out types, comments, layout and the folders of imports. */
function readSource(file: string): { readonly content: string; readonly imports: readonly string[] } {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) return { content: JSON.stringify(JSON.parse(text)), imports: [] };
  const { outputText } = ts.transpileModule(text, { compilerOptions: COMPILER_OPTIONS });
  const program = ts.createSourceFile(
    'program.js',
    outputText.replace(RELATIVE_FOLDERS, ''),
    ts.ScriptTarget.ESNext,
  );
  const tokens = tokensOf(program, program).filter(
    // A trailing comma is layout: the formatter adds one where it breaks a list.
    (token, index, all) => token !== ',' || !/^[)\]}]$/.test(all[index + 1] ?? ''),
  );
  return {
    content: tokens.join('\n'),
    imports: ts.preProcessFile(outputText).importedFiles.map(({ fileName }) => fileName),
  };
}

function nameOfPackage(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/**
 * Computes the digest of the entries and all their imports: 16 hexadecimal digits, the same on every machine. A
 * package counts with the version pinned in the manifest of `root`.
 * @param entries paths under `root`
 * @param left paths under `root` of the imports that do not count, nor what they import
 */
export function digestSources(
  root: string,
  entries: readonly string[],
  left: readonly string[] = [],
): string {
  const { dependencies } = manifestSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const contents = new Map<string, string>();
  const leftOut = new Set(left.map((file) => join(root, file)));

  function visit(file: string): void {
    if (contents.has(file) || leftOut.has(file)) return;
    const { content, imports } = readSource(file);
    contents.set(file, content);
    for (const specifier of imports) {
      if (specifier.startsWith('.')) visit(join(dirname(file), specifier));
      else if (!specifier.startsWith('node:')) {
        const name = nameOfPackage(specifier);
        contents.set(name, `${name}@${dependencies[name]}`);
      }
    }
  }

  for (const entry of entries) visit(join(root, entry));
  const all = [...contents.values()].sort();
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
}
