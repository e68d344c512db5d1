-- +goose NO TRANSACTION
-- +goose Up
-- The peers of each place as they were when its generation was kept as a release: a later program may choose others.
CREATE TABLE IF NOT EXISTS gen_peers
(
    generation    UInt64,
    code          UInt32,
    place         UInt8 COMMENT '1 is the nearest',
    peer          UInt32,
    distance      Float64 COMMENT 'root mean square difference of the features in standard deviations',
    by_population Nullable(Float64) COMMENT 'squared difference of the logarithm of the residents; NULL where it was not compared',
    by_province   Nullable(Float64) COMMENT 'the same of lying in the same province'
)
ENGINE = MergeTree
PARTITION BY generation
ORDER BY (code, place);
