-- +goose NO TRANSACTION
-- +goose Up
-- The metrics that a rate adds in its numerator and denominator.
CREATE TABLE IF NOT EXISTS rate_parts
(
    rate   UInt16,
    metric UInt16,
    side   Enum8('num' = 1, 'den' = 2),
    parts  UInt8 COMMENT 'number of parts of both sides: a pair needs all of them'
)
ENGINE = MergeTree
ORDER BY (metric, rate);
