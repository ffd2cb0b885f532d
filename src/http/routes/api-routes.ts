import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Essaimage } from '../../application/essaimage.ts';

/** Routes that call the use cases of the service. */
export type ApiRoutes = FastifyPluginAsyncZod<{ readonly essaimage: Essaimage }>;
