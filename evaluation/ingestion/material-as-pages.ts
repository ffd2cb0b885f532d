import type { Gazetteer } from '../../src/ports/gazetteer.ts';
import { type AnnotatedPage, resolvePlace } from './material.ts';
import { kindOfLine } from './material-resources.ts';
import type { Truth } from './truth.ts';

type WrittenTruth = Omit<Truth, 'page'>;
type TrueTerritory = Truth['resources'][number]['experiences'][number]['territories'][number];

const TOLERATED: ReadonlySet<string> = new Set(['partner', 'funder', 'venue']);

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function writeLine(line: string): string {
  const kind = kindOfLine(line);
  if (kind === 'list-item') return `<li>${escapeHtml(line.replace(/^\s*\S\s+/, ''))}</li>`;
  return kind === 'heading' ? `<h2>${escapeHtml(line)}</h2>` : `<p>${escapeHtml(line)}</p>`;
}

function writeLines(lines: readonly string[]): string {
  return lines
    .map(writeLine)
    .join('\n')
    .replace(/(?:<li>.*<\/li>\n?)+/g, (items) => `<ul>\n${items.trimEnd()}\n</ul>\n`);
}

/** Writes an annotated page as a site would publish it. */
export function writeHtml({ title, date, text }: AnnotatedPage): string {
  const lines = text.split('\n');
  const body = lines[0] === title ? lines.slice(1) : lines;
  const published =
    date === null ? '' : `<meta property="article:published_time" content="${escapeHtml(date)}">\n`;
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
${published}</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${writeLines(body)}
</main>
</body>
</html>
`;
}

/** Writes the annotations of a page in the form of truth.json; its style is its group. */
export function truthOf(page: AnnotatedPage, gazetteer: Gazetteer): WrittenTruth {
  const territoryOf = (place: AnnotatedPage['places'][number]): TrueTerritory =>
    resolvePlace(place, gazetteer) ?? { code: null, kind: place.kind, name: place.official };
  const tolerated = page.places
    .filter(({ why }) => TOLERATED.has(why))
    .flatMap((place) => territoryOf(place).code ?? []);
  return {
    group: page.style,
    resources: [
      {
        title: page.title,
        titles: [],
        date: page.date,
        access: 'members',
        experiences: page.experiences.map((story) => ({
          description: story.title,
          territories: [...new Set(story.territories)].flatMap((official) => {
            const place = page.places.find((one) => one.official === official);
            return place === undefined ? [] : [territoryOf(place)];
          }),
          toleratedTerritories: [...new Set(tolerated)],
          levers: [...new Set(story.levers.map(({ lever }) => lever))],
          toleratedLevers: story.tolerated,
          years: story.year === null ? [] : [story.year],
        })),
      },
    ],
  };
}
