ALTER TABLE "import_jobs" ADD COLUMN "content" "bytea";--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "attempt" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "seen_at" timestamp with time zone;--> statement-breakpoint
-- Written by hand: what the JSON of a job held goes to the columns. The bytes were gzipped, then base64.
UPDATE "import_jobs" SET
	"content" = decode("request" ->> 'content', 'base64'),
	"attempt" = ("request" ->> 'attempt')::integer,
	"seen_at" = ("progress" ->> 'seenAt')::timestamptz,
	"progress" = nullif("progress" -> 'shown', 'null'::jsonb),
	"request" = "request" - 'content' - 'attempt';--> statement-breakpoint
-- Schema of pg-boss, which put the jobs in line.
DROP SCHEMA IF EXISTS "essaimage_jobs" CASCADE;