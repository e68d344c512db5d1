-- +goose NO TRANSACTION
-- +goose Up
-- The residents that a generation divides by, so that a release gives the same rates for ever.
CREATE TABLE IF NOT EXISTS gen_population
(
    generation UInt64,
    code       UInt32,
    year       UInt16,
    residents  UInt64,
    source     LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY generation
ORDER BY (code, year);
