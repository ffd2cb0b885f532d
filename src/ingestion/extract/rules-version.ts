// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'baaac4e049e41a10';
