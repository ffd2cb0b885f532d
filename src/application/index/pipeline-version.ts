// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '4e33ae36b996021b';
