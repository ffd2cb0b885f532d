import compress from '@fastify/compress';
import fp from 'fastify-plugin';

/** Compresses answers of 1 KiB and more. Never expands request bodies, whose limit is then exact. */
export const compressionPlugin = fp(
  async (app) => {
    await app.register(compress, { globalDecompression: false, encodings: ['br', 'gzip'] });
  },
  { name: 'compression', fastify: '5.x' },
);
