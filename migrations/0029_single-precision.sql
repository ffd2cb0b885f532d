-- The embedded database has no instruction for half-precision numbers: reading them took most of the time of a search.
DROP INDEX "passages_embedding";--> statement-breakpoint
ALTER TABLE "passages" ALTER COLUMN "embedding" SET DATA TYPE vector(384);--> statement-breakpoint
-- Written by hand: storage, which drizzle-kit does not know. Searches read many vectors, and every row of precedents.
ALTER TABLE "passages" ALTER COLUMN "embedding" SET STORAGE PLAIN;--> statement-breakpoint
ALTER TABLE "experiences" ALTER COLUMN "precedents" SET STORAGE EXTERNAL;--> statement-breakpoint
CREATE INDEX "passages_embedding" ON "passages" USING hnsw ("embedding" vector_cosine_ops);
