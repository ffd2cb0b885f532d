// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = 'f17e5202f5365886';
