// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '68a928a72da07074';
