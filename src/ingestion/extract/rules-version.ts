// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'c016c260d0168410';
