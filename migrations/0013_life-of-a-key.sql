ALTER TABLE "api_keys" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "expires_on" date;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_on" date;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "revoked_by" text;--> statement-breakpoint
COMMENT ON COLUMN api_keys.created_by IS 'Prefix of the key that created it, or « cli »; null before this column. Likewise revoked_by.';--> statement-breakpoint
COMMENT ON COLUMN api_keys.expires_on IS 'Last day (UTC) on which it is valid; null without end.';--> statement-breakpoint
COMMENT ON COLUMN api_keys.last_used_on IS 'Last day (UTC) on which it was used, never the time.';
