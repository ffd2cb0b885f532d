import type { MessagePort } from 'node:worker_threads';
import type { Resource, ResourceExtraction } from '../../domain/resource/resource.ts';
import type { Gazetteer, TerritoryNames } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { createExperienceExtractor, type ExtractionDependencies } from './experience-extractor.ts';
import type { Scale } from './meaning/remember-vectors.ts';

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

/**
 * Extracts experiences for the service at the other end of `port`, which computes the vectors: the model
 * stays in its own thread. An error ends the thread, and the service notices.
 */
export function serveExtractor(
  port: MessagePort,
  { taxonomy, scale, currentYear }: ExtractorSettings,
  gazetteer: Gazetteer & TerritoryNames,
): void {
  let receive: (vectors: readonly Float32Array[]) => void = () => {};
  const say = (reply: ExtractorReply) => port.postMessage(reply);
  function ask(question: ExtractorReply): Promise<readonly Float32Array[]> {
    return new Promise((resolve) => {
      receive = resolve;
      say(question);
    });
  }
  const embedder: ExtractionDependencies['embedder'] = {
    calibration: scale,
    async embedQuery(text) {
      const [vector] = await ask({ kind: 'embed-question', text });
      if (vector === undefined) throw new Error('a question was given no vector');
      return vector;
    },
    embedPassages: (texts) => ask({ kind: 'embed-passages', texts }),
  };
  const extractor = createExperienceExtractor({ gazetteer, taxonomy, embedder, currentYear });

  port.on('message', async (request: ExtractorRequest) => {
    if (request.kind === 'vectors') receive(request.vectors);
    else say({ kind: 'extracted', extraction: await extractor.extract(request.resource) });
  });
  port.postMessage(null);
}
