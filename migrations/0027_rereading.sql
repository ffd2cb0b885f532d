ALTER TABLE "experiences" DROP COLUMN "changed_from";--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "rereading" jsonb;