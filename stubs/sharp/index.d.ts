declare function sharp(): never;
export = sharp;
