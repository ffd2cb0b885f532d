// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '79e6848145fec04f';
