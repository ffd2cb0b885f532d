/** `npm run kernel`: compiles the products of vectors of the memory index, written in WebAssembly's text format. */
import { writeFileSync } from 'node:fs';
import { compileKernel, KERNEL_BINARY } from './compile-kernel.ts';

writeFileSync(KERNEL_BINARY, await compileKernel());
