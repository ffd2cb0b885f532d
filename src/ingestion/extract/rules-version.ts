// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '754bfc8df9c731ee';
