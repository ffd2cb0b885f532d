// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'fe1c17b17033e343';
