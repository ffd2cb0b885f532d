interface PlannedPage {
  readonly path: string;
  readonly label: string;
  /** Whether it is for programs rather than for readers, hence not for search engines; false when left out. */
  readonly isForPrograms?: boolean;
}

interface PlanPart {
  readonly title: string;
  readonly pages: readonly PlannedPage[];
}

/** Pages that stand alone, for « Plan du site » and for search engines. */
export const PLAN: readonly PlanPart[] = [
  {
    title: 'Chercher et lire',
    pages: [
      { path: '/', label: 'Chercher : un territoire, des priorités' },
      { path: '/experiences', label: 'Toutes les expériences' },
      { path: '/suivre', label: 'Suivre les nouvelles expériences' },
    ],
  },
  {
    title: 'Réutiliser',
    pages: [
      { path: '/integration', label: 'Intégrer Essaimage à un site' },
      { path: '/docs', label: 'Documentation de l’API' },
      { path: '/docs/recettes', label: 'Recettes' },
      { path: '/v1/feed.atom', label: 'Flux Atom des dernières expériences', isForPrograms: true },
    ],
  },
  {
    title: 'Le service',
    pages: [
      { path: '/a-propos', label: 'À propos : classement, mesures, données' },
      { path: '/accessibilite', label: 'Déclaration d’accessibilité' },
      { path: '/ecoconception', label: 'Déclaration d’écoconception' },
      { path: '/mentions-legales', label: 'Mentions légales' },
      { path: '/plan-du-site', label: 'Plan du site' },
    ],
  },
];

const PLANNED = PLAN.flatMap(({ pages }) => pages);

/** Paths of the pages for search engines, besides those of a theme, a lever or an experience. */
export const INDEXED_PATHS: readonly string[] = [
  ...PLANNED.filter(({ isForPrograms = false }) => !isForPrograms).map(({ path }) => path),
  '/themes',
  '/leviers',
];
