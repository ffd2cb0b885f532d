import type { MessagePort } from 'node:worker_threads';
import type { Gazetteer, TerritoryNames } from '../../ports/gazetteer.ts';
import { createExperienceExtractor, type ExtractionDependencies } from './experience-extractor.ts';
import type { ExtractorReply, ExtractorRequest, ExtractorSettings } from './thread/extractor-messages.ts';

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
