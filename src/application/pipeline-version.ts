// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = 'bc42ffae3f29c5fc';
