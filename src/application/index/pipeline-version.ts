// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = 'f14566298c7678da';
