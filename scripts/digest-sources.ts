import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { z } from 'zod';

const EMITTED: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  removeComments: true,
  verbatimModuleSyntax: true,
};
const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()) });

/** The words of a program, whatever its layout. */
function tokensOf(node: ts.Node, file: ts.SourceFile): readonly string[] {
  const parts = node.getChildren(file);
  return parts.length === 0 ? [node.getText(file)] : parts.flatMap((part) => tokensOf(part, file));
}
