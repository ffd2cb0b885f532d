/** What a frame tells the page around it: the height of its content, in CSS pixels. */
export const HEIGHT_MESSAGE = 'essaimage:hauteur';
/** What the page around asks a frame, when it begins to listen after the frame has spoken. */
export const MEASURE_MESSAGE = 'essaimage:mesure';
