-- +goose NO TRANSACTION
-- +goose Up
-- A sum of values may be longer than any of them.
ALTER TABLE gen_pairs
    MODIFY COLUMN num Decimal(38, 6),
    MODIFY COLUMN den Decimal(38, 6);
