import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Composition, compose } from '../../src/composition/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { recommendationSchema } from '../../src/http/routes/recommendations/schemas.ts';
import { describeOnServer } from '../contract/test-database.ts';
import { type Application, START_TIMEOUT_MS, startApplication } from '../http/start-application.ts';

const profiles = z
  .array(
    z.object({
      territory: z.object({ code: z.string().nullish(), kind: z.string() }).optional(),
      priorities: z.string(),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('../../evaluation/profiles.json', import.meta.url), 'utf8')));

describeOnServer('the embedded database and a server', (database) => {
  let embedded: Application;
  let service: Composition;
  let onServer: Application['app'];

  beforeAll(async () => {
    embedded = await startApplication();
    const config = parseConfig({
      DATABASE_URL: database.url,
      RATE_LIMIT_PER_MINUTE: '1000000',
      EMBEDDING_TIMEOUT_MS: '60000',
      STORE_TIMEOUT_MS: '60000',
      REQUEST_TIMEOUT_MS: '60000',
    });
    service = await compose(config);
    await service.importExperiences({ rebuild: false, onProgress: () => {} });
    onServer = await createApp({ essaimage: service.essaimage, config: config.http, logLevel: 'silent' });
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await onServer?.close();
    await service?.close();
    await embedded?.close();
  });

  async function ask(app: Application['app'], payload: object) {
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/v1/recommendations', payload });
    expect(statusCode, body).toBe(200);
    const { status, experiences, levers } = recommendationSchema.parse(JSON.parse(body));
    return {
      status,
      ids: [...experiences.map(({ experience }) => experience.id), ...levers.map(({ lever }) => lever.id)],
      scores: [...experiences, ...levers].map(({ score }) => score),
    };
  }

  it('give the same experiences and levers in the same order, scores within 0.002, for the development requests', async () => {
    const sample = profiles.filter((_, position) => position % 3 === 0);
    expect(sample.length).toBeGreaterThan(30);
    for (const { territory, priorities } of sample) {
      const { code, kind } = territory ?? {};
      const payload = { ...(code ? { territory: { code, kind } } : {}), priorities, limit: 20 };
      const [there, here] = [await ask(onServer, payload), await ask(embedded.app, payload)];
      expect({ ...there, scores: [] }, priorities).toEqual({ ...here, scores: [] });
      for (const [position, score] of there.scores.entries())
        expect(Math.abs(score - (here.scores[position] ?? Number.NaN)), priorities).toBeLessThan(0.002);
    }
  }, 300_000);

  it('give the same bytes for lists, searches and comparisons', async () => {
    const urls = [
      '/v1/experiences?limit=50',
      '/v1/experiences?q=recyclerie&limit=20',
      '/v1/levers',
      '/v1/themes',
      '/v1/experiences/epicerie-solidaire-reignier/similar',
    ];
    for (const url of urls) {
      const [here, there] = await Promise.all([embedded.app.inject(url), onServer.inject(url)]);
      expect(there.statusCode).toBe(here.statusCode);
      // Each database has published its fiches by itself.
      const withoutDates = (body: string) => body.replace(/"updatedAt":"[^"]*"/g, '');
      expect(withoutDates(there.body)).toBe(withoutDates(here.body));
    }
  });
});
