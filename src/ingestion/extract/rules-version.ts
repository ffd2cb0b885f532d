// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '1836ec1f304f7c46';
