-- +goose NO TRANSACTION
-- +goose Up
-- Where a fact is stated. seq 0 is the value that was taken, 1 and up are other values the same report states.
CREATE TABLE IF NOT EXISTS evidence
(
    issuer   UInt64,
    year     UInt16,
    origin   Enum8('document' = 1, 'figures' = 2),
    revision UInt64,
    metric   UInt16,
    scope    Enum8('aggregate' = 1, 'own' = 2, 'cumulative' = 3),
    seq      UInt8,
    value    Nullable(Decimal(18, 4)),
    quote    String,
    start    UInt32 COMMENT 'in characters of the stored text',
    end      UInt32,
    table_no UInt16 COMMENT '0: narrative',
    row      String,
    col      String,
    rule     LowCardinality(String)
)
ENGINE = MergeTree
ORDER BY (issuer, year, origin, revision, metric, scope, seq);
