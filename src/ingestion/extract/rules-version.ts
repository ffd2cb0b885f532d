// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '644cba2fb7c7d3a3';
