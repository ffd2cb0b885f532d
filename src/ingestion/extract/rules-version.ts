// Written by `npm run versions`, from the code that it stands for.
export const RULES_VERSION = '39040c255d5bbeb6';
