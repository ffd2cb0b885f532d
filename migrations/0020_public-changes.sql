CREATE TABLE "public_changes" (
	"experience_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"revision" text,
	"number" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "public_changes_number" UNIQUE("number"),
	CONSTRAINT "public_changes_number_positive" CHECK ("public_changes"."number" > 0)
);
--> statement-breakpoint
INSERT INTO "public_changes" ("experience_id", "revision", "number", "at")
	SELECT "id", "revision", row_number() over (order by "id"), date_trunc('milliseconds', now())
	FROM "experiences" WHERE "access" = 'public' AND "status" = 'published';--> statement-breakpoint
COMMENT ON TABLE public_changes IS 'Last change of each experience that was ever public: an experience that never was has no row.';--> statement-breakpoint
COMMENT ON COLUMN public_changes.revision IS 'Revision that the public sees; null once the experience is no longer public.';--> statement-breakpoint
COMMENT ON COLUMN public_changes.number IS 'Order of the changes, without gaps when assigned; an earlier change of the same experience loses its number.';--> statement-breakpoint
COMMENT ON COLUMN public_changes.at IS 'Time when it was published, never before that of a lower number.';
