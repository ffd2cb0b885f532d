/** Experiences that a screen shows side by side. */
export const MAX_COMPARED = 3;

/** Adds an experience to those that are compared, or takes it out; nothing is added beyond `MAX_COMPARED`. */
export function toggleCompared(compared: readonly string[], id: string): readonly string[] {
  if (compared.includes(id)) return compared.filter((other) => other !== id);
  return compared.length < MAX_COMPARED ? [...compared, id] : compared;
}
