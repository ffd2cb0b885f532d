/** « 24 310 », « 0,5 ». */
export declare function formatNumber(value: number): string;
/** « 2021 », « avril 2021 », « 3 avril 2021 », from `AAAA`, `AAAA-MM` or `AAAA-MM-JJ`; any other text as it is. */
export declare function formatDate(date: string): string;
