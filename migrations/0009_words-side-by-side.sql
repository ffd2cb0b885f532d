-- `fastupdate` is written by hand: a search must not read a list of pending entries.
ALTER TABLE "experiences" ADD COLUMN "words" "tsvector" DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "experiences_words" ON "experiences" USING gin ("words") WITH (fastupdate = off);