-- +goose NO TRANSACTION
-- +goose Up
-- Residents that a user loaded, beside the census figures that come with the program.
CREATE TABLE IF NOT EXISTS population_added
(
    code      UInt32,
    year      UInt16,
    residents UInt64,
    source    LowCardinality(String),
    loaded_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(loaded_at)
ORDER BY (code, year);
