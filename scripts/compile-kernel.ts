import { readFileSync } from 'node:fs';
import wabt from 'wabt';

const FOLDER = new URL('../src/adapters/store/memory-index/', import.meta.url);
export const KERNEL_BINARY = new URL('dot-products.wasm', FOLDER);

/** What `dot-products.wat` compiles to. */
export async function compileKernel(): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const source = readFileSync(new URL('dot-products.wat', FOLDER), 'utf8');
  return parseWat('dot-products.wat', source, { simd: true }).toBinary({}).buffer;
}
