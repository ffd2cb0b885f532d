// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '02e4606e7fa54d74';
