// Loaded by @huggingface/transformers at start, called for images only.
module.exports = function sharp() {
  throw new Error(
    'sharp is left out of Essaimage, which reads no image: docs/adr/0001-typescript-without-a-build.md',
  );
};
