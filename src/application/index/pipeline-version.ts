// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = 'e7ee507140426a78';
