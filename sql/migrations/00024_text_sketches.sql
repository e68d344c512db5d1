-- +goose NO TRANSACTION
-- +goose Up
-- A sketch of each report's running text: the 128 smallest of the 32-bit hashes of all its sequences of 12 Chinese characters,
-- ascending, without tables, headings, digits and the sentences that every report has (ingest/reconcile/standing.yaml). All of them when
-- there are fewer. How much of text A stands in text B too is estimated up to the smaller of the two greatest hashes, leaving out
-- a greatest hash of a sketch that holds all there are:
--   top := least(if(A.shingles > 128, A.sketch[-1], 4294967295), if(B.shingles > 128, B.sketch[-1], 4294967295))
--   share := length(arrayIntersect(arrayFilter(h -> h <= top, A.sketch), B.sketch)) / countEqual of A.sketch up to top
-- with a standard error of at most 0.045. Below 200 shingles a text says nothing about copying.
CREATE TABLE IF NOT EXISTS text_sketches
(
    issuer   UInt64,
    year     UInt16,
    origin   Enum8('document' = 1, 'figures' = 2),
    revision UInt64,
    sha256   String COMMENT 'of the document: the key of documents and text_copies',
    runes    UInt32 COMMENT 'length of the stored text in characters',
    shingles UInt32 COMMENT 'different sequences of 12 characters in its running text',
    sketch   Array(UInt32) CODEC(LZ4)
)
ENGINE = MergeTree
ORDER BY (issuer, year, origin, revision);
