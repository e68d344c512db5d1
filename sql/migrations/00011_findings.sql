-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE IF NOT EXISTS findings
(
    issuer     UInt64,
    year       UInt16,
    origin     Enum8('document' = 1, 'figures' = 2),
    revision   UInt64,
    seq        UInt16,
    code       LowCardinality(String),
    rule       LowCardinality(String),
    severity   Enum8('info' = 1, 'warning' = 2, 'error' = 3),
    message_zh String,
    message_en String,
    metrics    Array(LowCardinality(String)),
    left       String,
    right      String,
    quotes     Array(String),
    starts     Array(UInt32),
    ends       Array(UInt32)
)
ENGINE = MergeTree
ORDER BY (issuer, year, origin, revision, seq);
