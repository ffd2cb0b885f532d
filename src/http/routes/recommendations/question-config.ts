/** Configuration of the routes that answer a question. */
export const QUESTION_CONFIG = {
  access: 'read',
  needs: 'model',
  problems: [
    'theme-unknown',
    'lever-unknown',
    'territory-unknown',
    'territory-ambiguous',
    'embedder-unavailable',
    'index-not-ready',
  ],
} as const;

/** How long the answer of a link is kept. */
export const MAX_AGE_SECONDS = 60;
