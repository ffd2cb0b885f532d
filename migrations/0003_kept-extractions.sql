CREATE TABLE "extractions" (
	"resource_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"content_hash" text NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
-- Written by hand: drizzle-kit does not know storage. What is staged is deleted a moment later, and compressing
-- its vectors takes longer than writing them as they are.
ALTER TABLE "staged_changes" ALTER COLUMN "payload" SET STORAGE EXTERNAL;
