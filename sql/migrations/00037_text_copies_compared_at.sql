-- +goose NO TRANSACTION
-- +goose Up
-- When the two texts were compared. A newer program may read other characters from the same bytes; then the places are of a text that
-- is no longer stored, and the two are compared anew. Rows from before this column count as older than any text.
ALTER TABLE text_copies ADD COLUMN IF NOT EXISTS compared_at DateTime64(3, 'UTC');
