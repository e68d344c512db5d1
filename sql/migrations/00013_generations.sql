-- +goose NO TRANSACTION
-- +goose Up
-- A generation is one consistent state of the reading copies (gen_*). Its row is written when all its copies are complete;
-- readers take the newest row and pass its number to every query, so that one page never mixes two states.
CREATE TABLE IF NOT EXISTS generations
(
    generation UInt64,
    revision   UInt64 COMMENT 'the newest revision it contains',
    reports    UInt64,
    facts      UInt64,
    issuers    UInt64,
    built_at   DateTime64(3, 'UTC')
)
ENGINE = MergeTree
ORDER BY generation;
