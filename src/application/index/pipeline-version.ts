// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = 'e777663064bf6e58';
