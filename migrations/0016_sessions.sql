CREATE TABLE "sessions" (
	"digest" text PRIMARY KEY NOT NULL,
	"key_prefix" text REFERENCES "api_keys"("prefix") ON DELETE CASCADE,
	"account" text,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sessions_one_holder" CHECK (num_nonnulls("key_prefix", "account") = 1)
);
--> statement-breakpoint
CREATE INDEX "sessions_created_at" ON "sessions" ("created_at");--> statement-breakpoint
COMMENT ON TABLE sessions IS 'Sessions of editors on the pages, removed when they sign out and by the daily purge.';--> statement-breakpoint
COMMENT ON COLUMN sessions.digest IS 'SHA-256 of the unguessable id that the browser keeps in its cookie.';--> statement-breakpoint
COMMENT ON COLUMN sessions.key_prefix IS 'Key that opened it and gives its rights, read at each request; null for an account.';--> statement-breakpoint
COMMENT ON COLUMN sessions.account IS 'Entry of OIDC_ALLOWED that opened it; null for a key.';
