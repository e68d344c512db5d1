-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE evidence
    MODIFY COLUMN value Nullable(Decimal(18, 6));
