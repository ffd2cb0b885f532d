CREATE TABLE "judged_requests" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"request" jsonb NOT NULL,
	"previous" jsonb,
	"at" timestamp with time zone NOT NULL
);
