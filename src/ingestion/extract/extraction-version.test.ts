import { expect, it } from 'vitest';
import { extractionVersion } from './extraction-version.ts';

const read = {
  gazetteer: { version: '6.0.0' },
  taxonomy: { hash: 'abc' },
  embedder: { modelId: 'e5@1' },
  currentYear: 2024,
};

it('changes with each input except the resource', () => {
  const others = [
    { gazetteer: { version: '7.0.0' } },
    { taxonomy: { hash: 'def' } },
    { embedder: { modelId: 'e5@2' } },
    { currentYear: 2025 },
  ].map((change) => extractionVersion({ ...read, ...change }));
  expect(new Set([extractionVersion(read), ...others]).size).toBe(5);
  expect(extractionVersion({ ...read })).toBe(extractionVersion(read));
});
