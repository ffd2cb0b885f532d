-- Written by hand: drizzle-kit knows neither extensions nor storage.
CREATE EXTENSION IF NOT EXISTS vector;
--> statement-breakpoint
CREATE TABLE "experiences" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"content_hash" text NOT NULL,
	"revision" text NOT NULL,
	"access" text NOT NULL,
	"setting" text,
	"year" integer,
	"themes" text[] NOT NULL,
	"levers" text[] NOT NULL,
	"kinds" text[] NOT NULL,
	"departments" text[] NOT NULL,
	"regions" text[] NOT NULL,
	"document" jsonb NOT NULL,
	"lexical" sparsevec(262144) NOT NULL,
	CONSTRAINT "experiences_access_known" CHECK ("experiences"."access" in ('public', 'members')),
	CONSTRAINT "experiences_access_agrees" CHECK ("experiences"."document" ->> 'access' is not distinct from "experiences"."access"),
	CONSTRAINT "experiences_id_agrees" CHECK ("experiences"."document" ->> 'id' is not distinct from "experiences"."id")
);
--> statement-breakpoint
CREATE TABLE "index_state" (
	"id" integer PRIMARY KEY NOT NULL,
	"model_id" text NOT NULL,
	"pipeline_version" text NOT NULL,
	"document_count" integer NOT NULL,
	"average_lengths" jsonb NOT NULL,
	CONSTRAINT "index_state_single" CHECK ("index_state"."id" = 1),
	CONSTRAINT "index_state_count_positive" CHECK ("index_state"."document_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "passages" (
	"experience_id" text COLLATE "C" NOT NULL,
	"ordinal" integer NOT NULL,
	"quote" text NOT NULL,
	"embedded" text NOT NULL,
	"embedding" vector(384) NOT NULL,
	CONSTRAINT "passages_experience_id_ordinal_pk" PRIMARY KEY("experience_id","ordinal"),
	CONSTRAINT "passages_ordinal_positive" CHECK ("passages"."ordinal" >= 0)
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"audience" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	CONSTRAINT "publications_audience_known" CHECK ("publications"."audience" in ('public', 'members'))
);
--> statement-breakpoint
CREATE TABLE "term_frequencies" (
	"term" text COLLATE "C" PRIMARY KEY NOT NULL,
	"document_count" integer NOT NULL,
	CONSTRAINT "term_frequencies_positive" CHECK ("term_frequencies"."document_count" > 0)
);
--> statement-breakpoint
ALTER TABLE "passages" ADD CONSTRAINT "passages_experience_id_experiences_id_fk" FOREIGN KEY ("experience_id") REFERENCES "public"."experiences"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "experiences_themes" ON "experiences" USING gin ("themes");--> statement-breakpoint
CREATE INDEX "experiences_levers" ON "experiences" USING gin ("levers");--> statement-breakpoint
CREATE INDEX "experiences_departments" ON "experiences" USING gin ("departments");--> statement-breakpoint
CREATE INDEX "experiences_regions" ON "experiences" USING gin ("regions");--> statement-breakpoint
-- Written by hand. A vector makes its row longer than 2 kB, so PostgreSQL would move it to a side table,
-- where reading all of them takes three times as long.
ALTER TABLE "passages" ALTER COLUMN "embedding" SET STORAGE PLAIN;
