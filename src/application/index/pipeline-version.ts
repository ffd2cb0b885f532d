// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '0fcf66f6bf9a8fca';
