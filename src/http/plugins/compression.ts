import compress from '@fastify/compress';
import fp from 'fastify-plugin';

/** Compresses answers of 1 KiB and more. Bodies of requests are read as they are: 64 KiB stay 64 KiB. */
export const compressionPlugin = fp(
  async (app) => {
    await app.register(compress, { globalDecompression: false, encodings: ['br', 'gzip'] });
  },
  { name: 'compression', fastify: '5.x' },
);
