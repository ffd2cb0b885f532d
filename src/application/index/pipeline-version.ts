// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = 'c8879f237712d932';
