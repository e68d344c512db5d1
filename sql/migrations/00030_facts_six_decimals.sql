-- +goose NO TRANSACTION
-- +goose Up
-- An amount is counted in 万元, of which one 分 is a millionth.
ALTER TABLE facts
    MODIFY COLUMN value Nullable(Decimal(18, 6));
