import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORDING_DIMENSIONS } from '../../domain/matching/linear-head.ts';
import { verifyModel } from './model-folder.ts';

const HEAD = { bias: -1, weights: [1, 0] };
const WORDING = { bias: 0, weights: new Array<number>(WORDING_DIMENSIONS).fill(0) };
const HEADS = { subject: HEAD, wording: WORDING, vague: HEAD };

function calibrationText(changes: Record<string, unknown>): string {
  return JSON.stringify({ background: 0.25, strong: 0.62, heads: HEADS, ...changes });
}

const FILES = {
  'config.json': '{}',
  'tokenizer.json': '{"version":"1.0"}',
  'tokenizer_config.json': '{"model_max_length":512}',
  'onnx/model_int8.onnx': 'weights',
  'calibration.json': calibrationText({}),
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'modele-'));
});
afterEach(() => rm(root, { recursive: true }));

function checksumLine(file: string, content: string): string {
  return `${createHash('sha256').update(content).digest('hex')}  ${file}\n`;
}

async function writeModel(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const directory = join(root, name);
  await mkdir(join(directory, 'onnx'), { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(join(directory, file), content);
  const checksums = Object.entries(files).map(([file, content]) => checksumLine(file, content));
  await writeFile(join(directory, 'SHA256SUMS'), checksums.join(''));
  return directory;
}

async function refusal(directory: string): Promise<unknown> {
  return verifyModel(directory).then(
    () => 'accepted',
    (error: unknown) => error,
  );
}

describe('the verification of a model folder', () => {
  it('gives the identity and the calibration of a whole folder', async () => {
    const directory = await writeModel('e5-local', FILES);
    expect(await verifyModel(`${directory}/`)).toEqual({
      directory,
      modelId: expect.stringMatching(/^e5-local@[0-9a-f]{12}$/),
      calibration: { background: 0.25, strong: 0.62, heads: HEADS },
    });
  });

  it('gives two models with other weights, or another calibration, two identities', async () => {
    const variants = [
      FILES,
      { ...FILES, 'onnx/model_int8.onnx': 'other weights' },
      { ...FILES, 'calibration.json': calibrationText({ background: 0.3 }) },
    ];
    const ids = new Set<string>();
    for (const files of variants) ids.add((await verifyModel(await writeModel('e5', files))).modelId);
    expect(ids.size).toBe(3);
  });

  it('names every file that is missing or has changed', async () => {
    const directory = await writeModel('e5', FILES);
    await writeFile(join(directory, 'onnx/model_int8.onnx'), 'weightz');
    await rm(join(directory, 'tokenizer.json'));
    expect(await refusal(directory)).toMatchObject({
      code: 'model-invalid',
      details: { directory, reason: 'tokenizer.json manque ou est illisible, onnx/model_int8.onnx a changé' },
    });
  });

  it('asks to calibrate a model without calibration', async () => {
    const { 'calibration.json': _, ...files } = FILES;
    const directory = await writeModel('e5', files);
    expect(await refusal(directory)).toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining(`npm run calibrate -- ${directory}`),
    });
  });

  it('asks to prepare a folder that has no checksums, or does not exist', async () => {
    const directory = await writeModel('e5', FILES);
    await rm(join(directory, 'SHA256SUMS'));
    for (const folder of [directory, join(root, 'absent')]) {
      expect(await refusal(folder)).toMatchObject({
        code: 'model-invalid',
        details: { reason: 'le fichier SHA256SUMS manque ou est illisible' },
      });
    }
  });

  it.each([
    calibrationText({ background: 0.6, strong: 0.2 }),
    calibrationText({ strong: undefined }),
    calibrationText({ background: -2 }),
    calibrationText({ heads: { ...HEADS, vague: { bias: 0, weights: [1] } } }),
    calibrationText({ heads: { ...HEADS, wording: HEAD } }),
    calibrationText({ heads: undefined }),
    'null',
    '{',
  ])('refuses the calibration %s', async (calibration) => {
    const directory = await writeModel('e5', { ...FILES, 'calibration.json': calibration });
    expect(await refusal(directory)).toMatchObject({ code: 'model-invalid' });
  });

  it.each(['', 'not a checksum\n', checksumLine('../outside', 'x'), checksumLine('/etc/passwd', 'x')])(
    'refuses a checksum file that does not list files of the folder: %j',
    async (text) => {
      const directory = await writeModel('e5', FILES);
      await writeFile(join(directory, 'SHA256SUMS'), text);
      expect(await refusal(directory)).toMatchObject({
        code: 'model-invalid',
        details: { reason: 'SHA256SUMS n’est pas une liste de sommes SHA-256' },
      });
    },
  );
});
