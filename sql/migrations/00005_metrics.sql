-- +goose NO TRANSACTION
-- +goose Up
-- The metrics and rates of the dictionary, so that facts can be read without the program.
CREATE TABLE IF NOT EXISTS metrics
(
    num       UInt16,
    id        String,
    base      LowCardinality(String),
    applicant LowCardinality(String),
    zh        String,
    en        String,
    unit      LowCardinality(String),
    theme     LowCardinality(String),
    kind      LowCardinality(String),
    polarity  LowCardinality(String),
    additive  Bool,
    context   Bool
)
ENGINE = MergeTree
ORDER BY num;
