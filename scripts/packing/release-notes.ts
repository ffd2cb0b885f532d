const UNPUBLISHED = 'Non publié';

/** Returns the text of a section of the journal, or null. */
function sectionOf(changelog: string, isTitle: (title: string) => boolean): string | null {
  for (const section of changelog.split(/^## /m).slice(1)) {
    const [title = '', ...lines] = section.split('\n');
    if (isTitle(title)) return lines.join('\n').trim();
  }
  return null;
}

/**
 * Writes the notes of a version, dated: the section of the journal that has its name, or that of unpublished changes.
 * @param at ISO 8601 moment of the last commit
 * @throws Error when the journal tells neither
 */
export function notesOf(changelog: string, version: string, at: string): string {
  const notes =
    sectionOf(changelog, (title) => title.replace(/[[\]]/g, '').startsWith(version)) ??
    sectionOf(changelog, (title) => title.startsWith(UNPUBLISHED));
  if (notes === null) throw new Error(`CHANGELOG.md n’a ni « ${version} » ni « ${UNPUBLISHED} »`);
  return `# Essaimage ${version} – ${at.slice(0, 10)}\n\n${notes}\n`;
}
