// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '96cc14fa250c159a';
