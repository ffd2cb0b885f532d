CREATE TABLE "entrusted_questions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"question" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "entrusted_questions_created_at" ON "entrusted_questions" USING btree ("created_at","id");