import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { modelInvalid } from '../common/embedding-errors.ts';

/** File of a model folder with vectors of the model, by which another copy of it is recognised. */
export const REFERENCE_FILE = 'reference-vectors.json';

const referenceSchema = z.object({
  /** Content hash of the model that made the vectors: the end of its `modelId`. */
  model: z.string(),
  probes: z
    .array(
      z.object({
        role: z.enum(['query', 'passage']),
        text: z.string().min(1),
        vector: z.array(z.number().min(-1).max(1)).min(1),
      }),
    )
    .min(2)
    .refine((probes) => new Set(probes.map(({ vector }) => vector.length)).size === 1),
});
export type ReferenceVectors = z.infer<typeof referenceSchema>;
export type ReferenceProbe = ReferenceVectors['probes'][number];

/** @param modelId `<name>@<content hash>` */
export function contentHashOf(modelId: string): string {
  return modelId.slice(modelId.lastIndexOf('@') + 1);
}

/**
 * Reads the reference vectors of a verified model.
 * @throws DomainError `model-invalid` when they are missing, unreadable, or from another model
 */
export async function readReferenceVectors(directory: string, modelId: string): Promise<ReferenceVectors> {
  const remedy = `Préparez le dossier : npm run calibrate -- ${directory}`;
  let reference: ReferenceVectors;
  try {
    reference = referenceSchema.parse(JSON.parse(await readFile(join(directory, REFERENCE_FILE), 'utf8')));
  } catch (cause) {
    const reason = `le fichier ${REFERENCE_FILE}, par lequel un modèle distant est reconnu, manque ou est illisible`;
    throw modelInvalid(directory, reason, remedy, cause);
  }
  if (reference.model === contentHashOf(modelId)) return reference;
  throw modelInvalid(directory, `${REFERENCE_FILE} est celui d’un autre modèle (${reference.model})`, remedy);
}
