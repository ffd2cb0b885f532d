-- Written by hand: storage, which drizzle-kit does not know, and what is derived from rows that are already there.
-- Searches read many vectors: PostgreSQL must not move them to a side table.
ALTER TABLE "passages" ALTER COLUMN "embedding" SET DATA TYPE halfvec(384) USING "embedding"::halfvec(384);--> statement-breakpoint
ALTER TABLE "passages" ALTER COLUMN "embedding" SET STORAGE PLAIN;--> statement-breakpoint
ALTER TABLE "experiences" ALTER COLUMN "lexical" SET STORAGE PLAIN;--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "terms" integer[] STORAGE MAIN;--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "traits" json STORAGE MAIN;--> statement-breakpoint
UPDATE "experiences" SET
	"lexical" = "lexical"::text::sparsevec,
	"terms" = ARRAY(
		SELECT split_part("element", ':', 1)::integer - 1
		FROM unnest(string_to_array(nullif(trim(both '{}' from split_part("lexical"::text, '/', 1)), ''), ',')) AS "element"
	),
	"traits" = json_build_object(
		'id', "id", 'setting', "document" -> 'setting', 'themes', "document" -> 'themes',
		'territories', "document" -> 'territories', 'levers', jsonb_path_query_array("document", '$.levers[*].lever')
	);--> statement-breakpoint
ALTER TABLE "experiences" ALTER COLUMN "terms" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "experiences" ALTER COLUMN "traits" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "experiences_terms" ON "experiences" USING gin ("terms") WITH (fastupdate = off);--> statement-breakpoint
CREATE INDEX "passages_embedding" ON "passages" USING hnsw ("embedding" halfvec_cosine_ops);
