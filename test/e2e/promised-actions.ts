import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Actor } from './actor.ts';

/**
 * Reads the tables of a document of `docs` that promise how many actions a task takes: its name in the first column,
 * the number in the third. Returns a check of an actor who has done a task.
 */
export async function readPromisedActions(document: string): Promise<(actor: Actor, task: string) => void> {
  const text = await readFile(new URL(`../../docs/${document}`, import.meta.url), 'utf8');
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return ({ actions }, task) => {
    const promised = rows.find(([, name]) => name === task)?.[3];
    expect(Number(promised), `docs/${document} promises « ${task} »`).toBeGreaterThan(0);
    expect(actions, task).toBeLessThanOrEqual(Number(promised));
  };
}
