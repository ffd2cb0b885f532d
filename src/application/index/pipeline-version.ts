// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '57c1267e89e3663a';
