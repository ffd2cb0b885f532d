import type { Essaimage } from '../application/essaimage.ts';

export type Taxonomy = Essaimage['taxonomy'];
