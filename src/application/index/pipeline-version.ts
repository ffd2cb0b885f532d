// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '714215bfe0f72e15';
