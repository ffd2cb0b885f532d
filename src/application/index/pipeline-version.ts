// Written by `npm run versions`, from the code that it stands for.
export const PIPELINE_VERSION = '894744ceac3df341';
