// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '7dcd78867e95080f';
