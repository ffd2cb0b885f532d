-- Written by hand: drizzle-kit does not know UNLOGGED. These counters change at every moment and live an hour:
-- they cost no write-ahead log, go to no replica, and a server that crashes starts them again from zero.
CREATE UNLOGGED TABLE "rate_counters" (
	"bucket" text COLLATE "C" PRIMARY KEY NOT NULL,
	"hits" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "rate_secrets" (
	"day" text COLLATE "C" PRIMARY KEY NOT NULL,
	"secret" text NOT NULL
);
