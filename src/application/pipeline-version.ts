// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '131c17c5283cb700';
