UPDATE "experiences" SET "document" = "document" - 'needsMet', "draft" = "draft" - 'needsMet', "changed_from" = "changed_from" - 'needsMet'
	WHERE "document" ? 'needsMet' OR "draft" ? 'needsMet' OR "changed_from" ? 'needsMet';--> statement-breakpoint
DELETE FROM "corrections" WHERE "field" = 'needsMet';--> statement-breakpoint
COMMENT ON COLUMN experiences.precedents IS 'Gain of the experience for each judged request, by the dimension of its id.';
