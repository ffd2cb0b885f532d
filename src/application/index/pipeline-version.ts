// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '06820e62a4db1fba';
