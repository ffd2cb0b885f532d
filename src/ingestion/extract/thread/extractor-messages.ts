import type { Resource, ResourceExtraction } from '../../../domain/resource/resource.ts';
import type { Taxonomy } from '../../../ports/taxonomy.ts';
import type { Scale } from '../meaning/similarity.ts';

// Messages between the service and the extractor thread. Both run the same build: nothing is validated.

/** Start settings of the thread. It loads the register itself, which is too large to be sent. */
export interface ExtractorSettings {
  readonly taxonomy: Taxonomy;
  /** Calibration of the model that computes the vectors. */
  readonly scale: Scale;
  /** Latest year of an experience. */
  readonly currentYear: number;
}

export type ExtractorRequest =
  /** One at a time. */
  | { readonly kind: 'extract'; readonly resource: Resource }
  /** Reply to `embed-question` or `embed-passages`, in the order of the texts. */
  | { readonly kind: 'vectors'; readonly vectors: readonly Float32Array[] };

/** One at a time; the first message of the thread is empty, and says that the register is loaded. */
export type ExtractorReply =
  | { readonly kind: 'embed-question'; readonly text: string }
  | { readonly kind: 'embed-passages'; readonly texts: readonly string[] }
  /** Reply to `extract`. */
  | { readonly kind: 'extracted'; readonly extraction: ResourceExtraction };
