// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '3b4b56f66724bc2c';
