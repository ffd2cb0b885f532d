import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileKernel, KERNEL_BINARY } from '../../../../scripts/compile-kernel.ts';

it('the committed binary is what its source compiles to (npm run kernel)', async () => {
  expect(Buffer.from(await compileKernel())).toEqual(readFileSync(KERNEL_BINARY));
});
