-- The proxy counts requests for all the instances.
DROP TABLE "rate_counters";--> statement-breakpoint
DROP TABLE "rate_secrets";
