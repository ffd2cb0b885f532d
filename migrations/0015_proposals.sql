ALTER TABLE "experiences" ADD COLUMN "status" text;--> statement-breakpoint
UPDATE "experiences" SET "status" = CASE WHEN "hidden" THEN 'set-aside' ELSE 'published' END;--> statement-breakpoint
ALTER TABLE "experiences" ALTER COLUMN "status" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "experiences" ADD CONSTRAINT "experiences_status" CHECK ("status" in ('proposed', 'published', 'set-aside'));--> statement-breakpoint
ALTER TABLE "experiences" DROP COLUMN "hidden";--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "confidence" double precision;--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "by_hand" boolean NOT NULL DEFAULT false;--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "changed_from" jsonb;--> statement-breakpoint
UPDATE "corrections" SET "field" = 'status', "value" = CASE WHEN "value" = 'true'::jsonb THEN '"set-aside"'::jsonb ELSE '"published"'::jsonb END WHERE "field" = 'hidden';--> statement-breakpoint
DELETE FROM "staged_changes";--> statement-breakpoint
DELETE FROM "extractions";--> statement-breakpoint
COMMENT ON COLUMN experiences.status IS 'What people decided: readers see those that are published alone.';--> statement-breakpoint
COMMENT ON COLUMN experiences.confidence IS 'Probability that its territories acted; null when it was not measured.';--> statement-breakpoint
COMMENT ON COLUMN experiences.by_hand IS 'A person drew it from a selection of the text: imports of its resource leave it.';--> statement-breakpoint
COMMENT ON COLUMN experiences.changed_from IS 'What readers saw before imports changed it; null once a person has seen the change.';--> statement-breakpoint
COMMENT ON COLUMN corrections.field IS 'Field of a fiche, status, deleted, or erased: the last two keep imports from bringing it back.';
