CREATE TABLE "contributions" (
	"experience_id" text PRIMARY KEY NOT NULL,
	"contact" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "blind_spots" (
	"month" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "blind_spots_pkey" PRIMARY KEY("month", "kind", "value"),
	CONSTRAINT "blind_spots_kind" CHECK ("kind" in ('theme', 'setting', 'department'))
);
--> statement-breakpoint
COMMENT ON TABLE contributions IS 'Experiences proposed on the public form that nobody has decided on: the decision removes the row.';--> statement-breakpoint
COMMENT ON COLUMN contributions.experience_id IS 'No foreign key: the place in the queue is taken before the experience is written.';--> statement-breakpoint
COMMENT ON COLUMN contributions.contact IS 'E-mail address to answer; null when none was given. Stored nowhere else.';--> statement-breakpoint
COMMENT ON TABLE blind_spots IS 'Questions that found nothing close, counted: no text, no address, nothing that links two counts.';--> statement-breakpoint
COMMENT ON COLUMN blind_spots.month IS 'YYYY-MM, UTC.';--> statement-breakpoint
COMMENT ON COLUMN blind_spots.value IS 'Id of a theme, a setting, or code of a département.';
