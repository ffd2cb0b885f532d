CREATE TABLE "feedback" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"recommendation_id" text NOT NULL,
	"experience_id" text,
	"lever_id" text,
	"verdict" text NOT NULL,
	"reason" text,
	"comment" text,
	"ranking_version" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "feedback_verdict_known" CHECK ("feedback"."verdict" in ('useful', 'not-useful')),
	CONSTRAINT "feedback_about_one" CHECK (num_nonnulls("feedback"."experience_id", "feedback"."lever_id") = 1)
);
--> statement-breakpoint
-- Written by hand: what is stored already changed at the latest when the store last did.
ALTER TABLE "experiences" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
UPDATE "experiences" SET "changed_at" = coalesce((SELECT max("at") FROM "audit_entries"), date_trunc('milliseconds', now()));--> statement-breakpoint
ALTER TABLE "experiences" ALTER COLUMN "changed_at" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "feedback_created_at" ON "feedback" USING btree ("created_at","id");