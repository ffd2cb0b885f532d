import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'evaluation/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['test/web/web-build-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is awaited in a page comes late on a busy machine: the second that is given by default is a flaky test.
    expect: { poll: { timeout: 15_000 } },
    // Two at a time: the model and the embedded database each take a core and 200 MB or more.
    maxWorkers: 2,
  },
});
