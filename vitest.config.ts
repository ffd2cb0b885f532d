import { defineConfig } from 'vitest/config';

/** Rules of the repository, and the limit of a process, which each version of Node.js meets in its way. */
const QUICK = [
  'test/architecture/{comments,decisions,links,repository-files,visibility}.test.ts',
  'test/contract/call-thread.test.ts',
];

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
        test: { name: 'unit', include: ['src/**/*.test.ts', ...QUICK], isolate: false },
      },
      { extends: true, test: { name: 'evaluation', include: ['evaluation/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        test: {
          name: 'service',
          include: ['{test,bench}/**/*.test.ts'],
          exclude: [...QUICK, '**/node_modules/**'],
          globalSetup: ['test/web/web-build-setup.ts'],
        },
      },
    ],
  },
});
