// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '4a479878eeb80621';
