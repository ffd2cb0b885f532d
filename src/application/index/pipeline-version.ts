// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '3a30ccba7da5db0a';
