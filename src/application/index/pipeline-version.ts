// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '2b8f1151cd44b08b';
