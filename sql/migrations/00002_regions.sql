-- +goose NO TRANSACTION
-- +goose Up
-- Places of GB/T 2260, one row for the years in which a code carried a name.
CREATE TABLE IF NOT EXISTS regions
(
    code       UInt32,
    name       String,
    level      Enum8('' = 0, 'nation' = 1, 'province' = 2, 'prefecture' = 3, 'county' = 4, 'township' = 5, 'department' = 6),
    province   LowCardinality(String),
    prefecture LowCardinality(String),
    parent     UInt32,
    from_year  UInt16,
    to_year    UInt16 COMMENT '0: still in force',
    successor  UInt32 COMMENT 'code that followed after to_year; 0: none',
    pinyin     String,
    aliases    Array(String)
)
ENGINE = MergeTree
ORDER BY (code, from_year);
