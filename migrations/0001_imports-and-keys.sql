CREATE TABLE "api_keys" (
	"prefix" text COLLATE "C" PRIMARY KEY NOT NULL,
	"secret_digest" text NOT NULL,
	"label" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_scopes_known" CHECK ("api_keys"."scopes" <@ array['read:members', 'import', 'admin']::text[] and cardinality("api_keys"."scopes") > 0)
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"experience_id" text COLLATE "C" NOT NULL,
	"field" text NOT NULL,
	"value" jsonb NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "corrections_experience_id_field_pk" PRIMARY KEY("experience_id","field")
);
--> statement-breakpoint
CREATE TABLE "import_jobs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"request" jsonb NOT NULL,
	"progress" jsonb,
	"report" jsonb,
	"error" jsonb,
	"actor" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "import_jobs_state_known" CHECK ("import_jobs"."state" in ('queued', 'running', 'succeeded', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "resources" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"content_hash" text NOT NULL,
	"access" text NOT NULL,
	"document" jsonb NOT NULL,
	"gone_since" timestamp with time zone,
	CONSTRAINT "resources_access_known" CHECK ("resources"."access" in ('public', 'members')),
	CONSTRAINT "resources_access_agrees" CHECK ("resources"."document" ->> 'access' is not distinct from "resources"."access")
);
--> statement-breakpoint
CREATE TABLE "staged_changes" (
	"batch" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"content_hash" text NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "staged_changes_batch_key_pk" PRIMARY KEY("batch","key")
);
--> statement-breakpoint
-- Written by hand: what an earlier version stored without publishing it is left to be built again, and
-- its experiences are their own drafts.
DELETE FROM "index_state" WHERE NOT EXISTS (SELECT FROM "publications");--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "draft" jsonb;--> statement-breakpoint
UPDATE "experiences" SET "draft" = "document";--> statement-breakpoint
ALTER TABLE "experiences" ALTER COLUMN "draft" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "origin" text DEFAULT 'corpus' NOT NULL;--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "resource_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "evidence" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "experiences" ADD COLUMN "hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "resources_origin" ON "resources" USING btree ("origin");--> statement-breakpoint
ALTER TABLE "experiences" ADD CONSTRAINT "experiences_resource_id_resources_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "experiences_resource" ON "experiences" USING btree ("resource_id");--> statement-breakpoint
ALTER TABLE "experiences" ADD CONSTRAINT "experiences_origin_known" CHECK ("experiences"."origin" in ('corpus', 'resource', 'file'));--> statement-breakpoint
ALTER TABLE "experiences" ADD CONSTRAINT "experiences_resource_agrees" CHECK (("experiences"."origin" = 'resource') = ("experiences"."resource_id" is not null));