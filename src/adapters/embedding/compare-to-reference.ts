import type { ReferenceProbe } from './reference-vectors.ts';

/**
 * Cosine under which a vector is not that of the reference model. Measured over the probes of
 * e5-small-essaimage: the same weights computed in 32 bits instead of 8 give at least 0.9994; a passage
 * cut at 400 tokens of its 412 gives 0.9959, without accents 0.78, without prefix 0.91, with it twice
 * 0.96, the model before its tuning 0.37 (docs/adr/0017-remote-embedder.md).
 */
const IDENTITY_FLOOR = 0.998;

/**
 * What shows that `vectors`, of length 1 and in the order of the probes, come from another model or another
 * use of it; the end of a French sentence, null when nothing does.
 */
export function findDifference(
  probes: readonly ReferenceProbe[],
  vectors: readonly Float32Array[],
): string | null {
  const cosines = probes.map(({ vector }, index) => {
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    return (
      vector.reduce((sum, value, dimension) => sum + value * (vectors[index]?.[dimension] ?? 0), 0) / norm
    );
  });
  const lowest = Math.min(...cosines);
  if (lowest >= IDENTITY_FLOOR) return null;
  const shown = lowest.toFixed(4).replace('.', ',');
  return `ses vecteurs ne sont pas ceux du modèle local (cosinus ${shown} sur un texte témoin, au moins ${String(IDENTITY_FLOOR).replace('.', ',')} attendu) : c’est un autre modèle, ou il ajoute ou retire un préfixe, coupe les textes ou résume autrement`;
}
