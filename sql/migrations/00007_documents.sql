-- +goose NO TRANSACTION
-- +goose Up
-- The stored text of every source, by the hash of its bytes.
CREATE TABLE IF NOT EXISTS documents
(
    sha256     String,
    name       String,
    media_type LowCardinality(String),
    charset    LowCardinality(String),
    size       UInt64,
    url        String,
    title      String,
    text       String CODEC(ZSTD(3)),
    stored_at  DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(stored_at)
ORDER BY sha256;
