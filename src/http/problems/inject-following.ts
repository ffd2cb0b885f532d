import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';

/** Asks the API in this process, and follows the former address of an experience, as a browser does. */
export async function injectFollowing(
  app: Pick<FastifyInstance, 'inject'>,
  asked: InjectOptions,
): Promise<LightMyRequestResponse> {
  const answer = await app.inject(asked);
  const { location } = answer.headers;
  if (answer.statusCode !== 301 || location === undefined) return answer;
  return await app.inject({ ...asked, url: location });
}
