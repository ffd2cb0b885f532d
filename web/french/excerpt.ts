/** The beginning of a text, cut between two words, with « … » when something is left out. */
export function excerpt(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength).replace(/[\s,;:]+\S*$/u, '');
  return `${cut}…`;
}
