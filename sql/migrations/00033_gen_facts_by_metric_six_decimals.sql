-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE gen_facts_by_metric
    MODIFY COLUMN value Nullable(Decimal(18, 6));
