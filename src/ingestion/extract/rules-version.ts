// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '316941095780d6b4';
