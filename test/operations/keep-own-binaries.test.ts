import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MODEL_DIRECTORY } from '../fixtures/model-directory.ts';

const run = promisify(execFile);
const OWN = join(process.platform, process.arch);

let modules: string;
beforeAll(async () => {
  modules = join(await mkdtemp(join(tmpdir(), 'keep-own-binaries-')), 'node_modules');
  await mkdir(modules);
  await symlink(resolve('node_modules/onnxruntime-common'), join(modules, 'onnxruntime-common'));
  await cp('node_modules/onnxruntime-node', join(modules, 'onnxruntime-node'), {
    recursive: true,
    // Libraries of other systems are large: their folders are enough.
    filter: (source) => !/\.(?:dll|dylib|so\S*|node)$/.test(source) || source.includes(OWN),
  });
});
afterAll(() => rm(dirname(modules), { recursive: true }));

async function listSystems(): Promise<readonly string[]> {
  const bin = join(modules, 'onnxruntime-node', 'bin');
  const paths = await readdir(bin, { recursive: true });
  return paths.filter((path) => path.split('/').length === 3).map((path) => path.replace(/^napi-v\d+\//, ''));
}

it('keeps only the library of this system, and the model still loads and answers', async () => {
  expect((await listSystems()).length).toBeGreaterThan(1);
  await run(process.execPath, ['scripts/keep-own-binaries.js', modules]);
  expect(await listSystems()).toEqual([OWN]);

  const program = `
    const { InferenceSession, Tensor } = require(process.argv[1]);
    const of = (value) => new Tensor('int64', BigInt64Array.of(value, value), [1, 2]);
    InferenceSession.create(process.argv[2])
      .then((session) => session.run({ input_ids: of(5n), attention_mask: of(1n) }))
      .then(({ last_hidden_state: { dims } }) => console.log(dims.join()));`;
  const model = join(MODEL_DIRECTORY, 'onnx', 'model_int8.onnx');
  const args = ['--eval', program, join(modules, 'onnxruntime-node'), resolve(model)];
  expect((await run(process.execPath, args)).stdout).toBe('1,2,384\n');
});

it('deletes nothing when no library is for this system', async () => {
  await rm(join(modules, 'onnxruntime-node', 'bin'), { recursive: true });
  await mkdir(join(modules, 'onnxruntime-node', 'bin', 'napi-v6', 'other', 'x64'), { recursive: true });
  await expect(run(process.execPath, ['scripts/keep-own-binaries.js', modules])).rejects.toThrow(
    'rien n’est supprimé',
  );
  expect(await listSystems()).toEqual(['other/x64']);
});
