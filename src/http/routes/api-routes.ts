import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Essaimage } from '../../application/essaimage.ts';

export type ApiRoutes = FastifyPluginAsyncZod<{ readonly essaimage: Essaimage }>;
