import type { MessagePort } from 'node:worker_threads';
import type { Gazetteer, TerritoryNames } from '../../ports/gazetteer.ts';
import { createExperienceExtractor, type ExtractionDependencies } from './experience-extractor.ts';
import {
  type ExtractorReply,
  extractorRequestSchema,
  extractorSettingsSchema,
} from './thread/extractor-messages.ts';

/**
 * Extracts experiences for the service at the other end of `port`, which computes the vectors: the model
 * stays in its own thread. An error ends the thread, and the service notices.
 * @param settings as `ExtractorSettings`
 */
export function serveExtractor(
  port: MessagePort,
  settings: unknown,
  gazetteer: Gazetteer & TerritoryNames,
): void {
  const { taxonomy, scale, currentYear } = extractorSettingsSchema.parse(settings);
  const waiting = new Map<number, (vectors: readonly Float32Array[]) => void>();
  let nextId = 0;

  const say = (reply: ExtractorReply) => port.postMessage(reply);
  function ask(toQuestion: (id: number) => ExtractorReply): Promise<readonly Float32Array[]> {
    const id = nextId++;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      say(toQuestion(id));
    });
  }
  const embedder: ExtractionDependencies['embedder'] = {
    calibration: scale,
    async embedQuery(text) {
      const [vector] = await ask((id) => ({ kind: 'embed-question', id, text }));
      if (vector === undefined) throw new Error('a question was given no vector');
      return vector;
    },
    embedPassages: (texts) => ask((id) => ({ kind: 'embed-passages', id, texts: [...texts] })),
  };
  const extractor = createExperienceExtractor({ gazetteer, taxonomy, embedder, currentYear });

  port.on('message', async (message: unknown) => {
    const request = extractorRequestSchema.parse(message);
    if (request.kind === 'vectors') {
      waiting.get(request.id)?.(request.vectors);
      waiting.delete(request.id);
      return;
    }
    const { experiences, notes } = await extractor.extract(request.resource);
    say({
      kind: 'extracted',
      experiences: experiences.map(({ draft, evidence }) => ({ draft, evidence: [...evidence] })),
      notes: [...notes],
    });
  });
  say({ kind: 'ready' });
}
