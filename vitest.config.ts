import { defineConfig } from 'vitest/config';

const QUICK_RULES = 'test/architecture/{comments,decisions,links,repository-files,visibility}.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A page on a busy machine changes later than the default second.
    expect: { poll: { timeout: 15_000 } },
    // Two at a time: the model and the embedded database each take a core and 200 MB or more.
    maxWorkers: 2,
    projects: [
      // Tests that need neither the built page, nor a database, nor the model: `npm run test:unit`.
      {
        extends: true,
        test: { name: 'unit', include: ['{src,evaluation}/**/*.test.ts', QUICK_RULES], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'service',
          include: ['{test,bench}/**/*.test.ts'],
          exclude: [QUICK_RULES, '**/node_modules/**'],
          globalSetup: ['test/web/web-build-setup.ts'],
        },
      },
    ],
  },
});
