import type { ExperienceResult } from '../../api/answers.ts';

/** A result to be put on the map. */
export interface MappedPlace {
  readonly rank: number;
  readonly title: string;
  /** Where in the page its details are. */
  readonly href: string;
  /** Codes of the départements and of the régions where it took place. */
  readonly departments: readonly string[];
  readonly regions: readonly string[];
}

/** Where in the page an experience is shown in full. */
export function anchorOf(rank: number): string {
  return `rang-${rank}`;
}

/** A région is a place of its own only when no département says more. */
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
