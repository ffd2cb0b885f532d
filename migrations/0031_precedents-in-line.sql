-- Written by hand: a search multiplies the precedents of every experience; out of line, fetching them took two thirds of the time.
ALTER TABLE "experiences" ALTER COLUMN "precedents" SET STORAGE MAIN;--> statement-breakpoint
-- A value is moved only when it is written anew.
UPDATE "experiences" SET "precedents" = "precedents"::text::sparsevec(536870912);
