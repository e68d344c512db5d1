-- +goose NO TRANSACTION
-- +goose Up
-- A sum of values may be longer than any of them.
ALTER TABLE gen_areas
    MODIFY COLUMN num Nullable(Decimal(38, 6)) COMMENT 'the value of a metric, the numerator of a rate',
    MODIFY COLUMN den Nullable(Decimal(38, 6)) COMMENT 'the denominator of a rate';
