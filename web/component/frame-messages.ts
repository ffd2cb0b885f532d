/** Type of the message by which a frame gives the host page the height of its content, in CSS pixels. */
export const HEIGHT_MESSAGE = 'essaimage:hauteur';
/** Type of the message by which the host page asks for that height, when it starts listening late. */
export const MEASURE_MESSAGE = 'essaimage:mesure';
