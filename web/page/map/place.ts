import type { ExperienceResult } from '../../api/answers.ts';

/** A result to be put on the map. */
export interface MappedPlace {
  readonly rank: number;
  readonly title: string;
  /** Anchor of its card in the page. */
  readonly href: string;
  /** Codes of the départements and of the régions where it took place. */
  readonly departments: readonly string[];
  readonly regions: readonly string[];
}

/** Territory of the reader; null where it is not known. */
export interface OwnPlace {
  readonly department: string | null;
  readonly region: string | null;
}

/** Anchor of the experience of a rank. */
export function anchorOf(rank: number): string {
  return `rang-${rank}`;
}

/** Place of a result on the map; a région counts only where no département is known. */
export function placeOf({ rank, experience }: ExperienceResult): MappedPlace {
  const { title, territories } = experience;
  const departments = territories.flatMap(({ department }) => (department === null ? [] : [department.code]));
  const located = territories.flatMap(({ department, region }) =>
    department === null ? [] : [region?.code],
  );
  const regions = territories.flatMap(({ department, region }) =>
    department === null && region !== null && !located.includes(region.code) ? [region.code] : [],
  );
  return {
    rank,
    title,
    href: `#${anchorOf(rank)}`,
    departments: [...new Set(departments)],
    regions: [...new Set(regions)],
  };
}
