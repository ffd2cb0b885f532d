/** Experiences that a screen shows side by side. */
export const MAX_COMPARED = 3;

const PARAMETER = 'comparer';

export function readCompared(parameters: URLSearchParams): readonly string[] {
  const ids = (parameters.get(PARAMETER) ?? '').split(',').filter((id) => id !== '');
  return [...new Set(ids)].slice(0, MAX_COMPARED);
}

/** Parameters of the address of a selection. */
export function writeCompared(compared: readonly string[]): URLSearchParams {
  return new URLSearchParams(compared.length === 0 ? {} : { [PARAMETER]: compared.join(',') });
}

/** Adds an experience to those that are compared, or takes it out; nothing is added beyond `MAX_COMPARED`. */
export function toggleCompared(compared: readonly string[], id: string): readonly string[] {
  if (compared.includes(id)) return compared.filter((other) => other !== id);
  return compared.length < MAX_COMPARED ? [...compared, id] : compared;
}
