/** «1 cas», «3 cas»; «un levier», «4 leviers»: the plural of French starts at 2. */
export declare function countNoun(count: number, singular: string, plural: string): string;
/** «a», «a et b», «a, b et c». */
export declare function joinWithAnd(parts: readonly string[]): string;
/** An integer with a no-break space between thousands: 24 310. */
export declare function formatCount(count: number): string;
