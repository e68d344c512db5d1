-- +goose NO TRANSACTION
-- +goose Up
-- A release is a generation that is kept under a name for ever, with a manifest of what it holds.
CREATE TABLE IF NOT EXISTS releases
(
    name       String,
    generation UInt64,
    note       String,
    created_at DateTime64(3, 'UTC'),
    tables     Array(String) COMMENT 'the manifest: each reading copy,',
    rows       Array(UInt64) COMMENT 'its rows,',
    hashes     Array(String) COMMENT 'and a hash of their content that does not depend on order, generation and revision'
)
ENGINE = MergeTree
ORDER BY created_at;
