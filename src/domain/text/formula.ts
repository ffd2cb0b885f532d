/** A spreadsheet takes a cell with this start, full width included, for a formula; after an apostrophe, for a text. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

export const hideFormula = (cell: string) => (FORMULA.test(cell) ? `'${cell}` : cell);
export const showFormula = (cell: string) => (FORMULA.test(cell.slice(1)) ? cell.replace(/^'/, '') : cell);
