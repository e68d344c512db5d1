-- +goose NO TRANSACTION
-- +goose Up
-- Which reference data (regions, population, metrics) the database holds: a hash a set, so that a program with other data
-- knows that it must write its own.
CREATE TABLE IF NOT EXISTS reference
(
    name      LowCardinality(String),
    hash      String,
    loaded_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(loaded_at)
ORDER BY name;
