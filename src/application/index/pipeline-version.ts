// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '7a9fd9eb5205cbca';
