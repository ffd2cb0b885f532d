DROP INDEX "passages_embedding";--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "digest" "bytea" GENERATED ALWAYS AS (sha256(vector_send("embedding"))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "indexed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "passages" ALTER COLUMN "indexed" DROP DEFAULT;--> statement-breakpoint
-- Written by hand: of the passages that have the same vector, one stays indexed.
UPDATE "passages" SET "indexed" = false FROM (
  SELECT "experience_id", "ordinal", row_number() OVER (PARTITION BY "digest" ORDER BY "experience_id", "ordinal") AS turn
  FROM "passages"
) AS same
WHERE turn > 1 AND same."experience_id" = "passages"."experience_id" AND same."ordinal" = "passages"."ordinal";--> statement-breakpoint
CREATE INDEX "passages_digest" ON "passages" USING btree ("digest","indexed");--> statement-breakpoint
-- Written by hand: room for the graph of 100,000 passages, which workers would take from /dev/shm.
SET LOCAL maintenance_work_mem = '512MB';--> statement-breakpoint
SET LOCAL max_parallel_maintenance_workers = 0;--> statement-breakpoint
CREATE INDEX "passages_embedding" ON "passages" USING hnsw ("embedding" vector_cosine_ops) WHERE "passages"."indexed";--> statement-breakpoint
-- Written by hand: lists count these in every row; out of line, reading them took a third of the time of a list.
ALTER TABLE "experiences" ALTER COLUMN "themes" SET STORAGE MAIN, ALTER COLUMN "levers" SET STORAGE MAIN,
  ALTER COLUMN "kinds" SET STORAGE MAIN, ALTER COLUMN "departments" SET STORAGE MAIN, ALTER COLUMN "regions" SET STORAGE MAIN;
