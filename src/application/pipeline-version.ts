// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '9318c3687be0b78d';
