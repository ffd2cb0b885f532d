CREATE TABLE "kept_answers" (
	"digest" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"answer" "bytea",
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "kept_answers_created_at" ON "kept_answers" ("created_at");--> statement-breakpoint
COMMENT ON TABLE kept_answers IS 'Answers to writes with an Idempotency-Key, for a day, so that a retry writes nothing more.';--> statement-breakpoint
COMMENT ON COLUMN kept_answers.digest IS 'SHA-256 of the caller and of the key that it chose, which is stored nowhere.';--> statement-breakpoint
COMMENT ON COLUMN kept_answers.fingerprint IS 'HMAC of the request by that key.';--> statement-breakpoint
COMMENT ON COLUMN kept_answers.answer IS 'Sealed by that key: only its holder can read it. Null while the request runs, or when it ended without a known outcome.';
