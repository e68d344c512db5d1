-- +goose NO TRANSACTION
-- +goose Up
-- What only several reports together show: a report against the same issuer's report on the year before, and a whole area
-- against its units.
CREATE TABLE IF NOT EXISTS gen_findings
(
    generation UInt64,
    issuer     UInt64,
    year       UInt16,
    origin     Enum8('document' = 1, 'figures' = 2),
    code       LowCardinality(String),
    rule       LowCardinality(String),
    severity   Enum8('info' = 1, 'warning' = 2, 'error' = 3),
    message_zh String,
    message_en String,
    metrics    Array(LowCardinality(String)),
    left       String,
    right      String
)
ENGINE = MergeTree
PARTITION BY generation
ORDER BY (issuer, year, origin);
