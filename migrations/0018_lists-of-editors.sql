ALTER TABLE "experiences" ADD COLUMN "gain" double precision NOT NULL GENERATED ALWAYS AS (
	coalesce("confidence", 0.5::double precision) / (
		1 + ("levers" = '{}')::int + ("themes" = '{}')::int + ("year" IS NULL)::int
		+ ("document" -> 'territories' = '[]' OR "document" @? '$.territories[*] ? (@.code == null && @.kind != "pays")')::int
	)
) STORED;--> statement-breakpoint
CREATE INDEX "experiences_to_review" ON "experiences" ("gain" DESC, "id") WHERE "status" = 'proposed';--> statement-breakpoint
CREATE INDEX "experiences_decided" ON "experiences" ("status", "changed_at" DESC, "id");--> statement-breakpoint
CREATE INDEX "experiences_codes" ON "experiences" USING gin (jsonb_path_query_array("document", '$.territories[*].code')) WITH (fastupdate = off);--> statement-breakpoint
CREATE TABLE "source_checks" (
	"url" text PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"detail" text NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "source_checks_outcome" CHECK ("outcome" in ('reached', 'moved', 'to-check'))
);
--> statement-breakpoint
COMMENT ON COLUMN experiences.gain IS 'Expected gain of a minute of review: the chance that the proposal is right, 0.5 when it was not measured, shared among the things to complete.';--> statement-breakpoint
COMMENT ON TABLE source_checks IS 'Last visit to the address of each source, by essaimage check-sources.';--> statement-breakpoint
COMMENT ON COLUMN source_checks.detail IS 'Address that answered, or why none did, in French.';
