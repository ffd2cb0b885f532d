// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = 'a87ed48b668b198f';
