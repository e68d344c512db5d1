-- +goose NO TRANSACTION
-- +goose Up
-- How much of each report's running text stands in the same issuer's report on the year before: one row for every two consecutive
-- years whose texts are long enough to say so. The estimate is from the sketches; above 0.6 the texts themselves
-- were compared, and the exact share with the sentences is in text_copies.
CREATE TABLE IF NOT EXISTS gen_similarity
(
    generation      UInt64,
    issuer          UInt64,
    year            UInt16 COMMENT 'of the later report; the earlier one is on the year before',
    sha256          String,
    previous_sha256 String,
    runes           UInt32 COMMENT 'length of both stored texts together',
    estimate        Float64 COMMENT '0 to 1'
)
ENGINE = MergeTree
PARTITION BY generation
ORDER BY (issuer, year);
