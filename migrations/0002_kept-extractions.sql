CREATE TABLE "extractions" (
	"resource_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"content_hash" text NOT NULL,
	"document" jsonb NOT NULL
);
