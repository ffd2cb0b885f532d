// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '9067a228a26440c2';
