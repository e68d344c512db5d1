-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE IF NOT EXISTS population
(
    code      UInt32,
    year      UInt16 COMMENT 'the year counted',
    residents UInt64 COMMENT 'usual residents (常住人口)',
    source    LowCardinality(String)
)
ENGINE = MergeTree
ORDER BY (code, year);
