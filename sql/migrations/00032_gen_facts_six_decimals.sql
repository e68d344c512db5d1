-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE gen_facts
    MODIFY COLUMN value Nullable(Decimal(18, 6));
