-- +goose NO TRANSACTION
-- +goose Up
-- Two texts of one issuer on consecutive years that were compared in full, because their sketches looked alike. It depends on the
-- bytes alone and is kept over all generations, so that no two texts are compared twice.
CREATE TABLE IF NOT EXISTS text_copies
(
    sha256          String COMMENT 'the later document',
    previous_sha256 String,
    share           Float64 COMMENT 'of the later text''s running text, how much stands in the earlier one too: 0 to 1',
    quotes          Array(String) COMMENT 'the longest sentences that stand in both; places in the later text,',
    starts          Array(UInt32) COMMENT 'in characters',
    ends            Array(UInt32),
    previous_quotes Array(String) COMMENT 'the same in the earlier text',
    previous_starts Array(UInt32),
    previous_ends   Array(UInt32)
)
ENGINE = ReplacingMergeTree
ORDER BY (sha256, previous_sha256);
