-- +goose NO TRANSACTION
-- +goose Up
-- How many rows of reports there were when the copies were begun. A second program may have been given a revision earlier and
-- write its rows later: then the newest revision stays the same and only the count tells.
ALTER TABLE generations ADD COLUMN IF NOT EXISTS rows UInt64;
