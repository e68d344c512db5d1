-- +goose NO TRANSACTION
-- +goose Up
-- The same places year by year, for roll-up and coverage: the parent a code had in a year and whether it was in force.
CREATE TABLE IF NOT EXISTS region_years
(
    year       UInt16,
    code       UInt32,
    level      Enum8('' = 0, 'nation' = 1, 'province' = 2, 'prefecture' = 3, 'county' = 4, 'township' = 5, 'department' = 6),
    parent     UInt32,
    in_force   Bool,
    province   LowCardinality(String)
)
ENGINE = MergeTree
ORDER BY (year, code);
