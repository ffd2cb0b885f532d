// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'ec7cd8d6522fa2db';
