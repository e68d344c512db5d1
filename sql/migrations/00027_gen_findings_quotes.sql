-- +goose NO TRANSACTION
-- +goose Up
-- Where a finding between two reports is to be seen: in this report, and in the one on the year before.
ALTER TABLE gen_findings
    ADD COLUMN IF NOT EXISTS quotes Array(String),
    ADD COLUMN IF NOT EXISTS starts Array(UInt32),
    ADD COLUMN IF NOT EXISTS ends Array(UInt32),
    ADD COLUMN IF NOT EXISTS previous_quotes Array(String),
    ADD COLUMN IF NOT EXISTS previous_starts Array(UInt32),
    ADD COLUMN IF NOT EXISTS previous_ends Array(UInt32);
