ALTER TABLE "experiences" ADD COLUMN "state" text NOT NULL GENERATED ALWAYS AS (coalesce("document" ->> 'state', 'unknown')) STORED;--> statement-breakpoint
COMMENT ON COLUMN experiences.state IS 'State of document, « unknown » for a document stored before fiches had one.';
