throw new Error('@esbuild-kit/esm-loader is left out of Essaimage: docs/adr/0003-one-driver.md');
