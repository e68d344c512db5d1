-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE IF NOT EXISTS repairs
(
    issuer   UInt64,
    year     UInt16,
    origin   Enum8('document' = 1, 'figures' = 2),
    revision UInt64,
    start    UInt32,
    end      UInt32,
    kind     LowCardinality(String),
    read     String
)
ENGINE = MergeTree
ORDER BY (issuer, year, origin, revision, start);
