throw new Error('onnxruntime-web is left out of Essaimage: docs/adr/0001-typescript-without-a-build.md');
