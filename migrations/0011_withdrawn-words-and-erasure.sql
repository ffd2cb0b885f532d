-- Written by hand. Word statistics are taken from the rows that count, so that they forget what is withdrawn.
ALTER TABLE "experiences" ADD COLUMN "counted" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "index_state" ALTER COLUMN "average_lengths" DROP NOT NULL;--> statement-breakpoint
COMMENT ON COLUMN experiences.counted IS 'Stored by the last rebuild: its words count in the statistics while it is public and visible.';--> statement-breakpoint
COMMENT ON COLUMN index_state.average_lengths IS 'Unused: lengths are constants of the program.';--> statement-breakpoint
COMMENT ON TABLE term_frequencies IS 'Number of counted experiences, public and visible, that contain each stem.';--> statement-breakpoint
COMMENT ON TABLE audit_entries IS 'Audit of changes: its last id is also the revision of the store. Erasure and age remove values.';--> statement-breakpoint
COMMENT ON COLUMN corrections.field IS 'Field of a fiche, hidden, deleted, or erased: the last two keep imports from bringing it back.';
