-- +goose NO TRANSACTION
-- +goose Up
-- The text of a file belongs to the revision that read it. A newer program may read other characters from the same bytes; what a
-- release kept still points into the text of its own revision. Rows from before this column are of the revision 0.
ALTER TABLE documents ADD COLUMN IF NOT EXISTS revision UInt64, MODIFY ORDER BY (sha256, revision);
