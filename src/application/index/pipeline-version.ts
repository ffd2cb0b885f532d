// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '5700a6716ae5dc8e';
