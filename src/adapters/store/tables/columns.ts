import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Dimensions of the model's vectors, fixed by the column. */
export const EMBEDDING_DIMENSIONS = 384;

/**
 * Text sorted by its bytes: servers have any collation, and ids, which break every tie, must sort the
 * same way on all of them.
 */
export const bytewiseText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** Stems with their positions. */
export const wordPositions = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
