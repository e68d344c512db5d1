-- +goose NO TRANSACTION
-- +goose Up
-- One value per measure (metric or rate), region and year: from the region's own whole-area report, else the sum over
-- its units, never both.
CREATE TABLE IF NOT EXISTS gen_areas
(
    generation UInt64,
    level      Enum8('' = 0, 'nation' = 1, 'province' = 2, 'prefecture' = 3, 'county' = 4, 'township' = 5, 'department' = 6),
    measure    UInt16,
    year       UInt16,
    code       UInt32,
    num        Nullable(Decimal(18, 4)) COMMENT 'the value of a metric, the numerator of a rate',
    den        Nullable(Decimal(18, 4)) COMMENT 'the denominator of a rate',
    status     Enum8('reported' = 1, 'explicit_zero' = 2, 'derived' = 3, 'blank' = 4, 'not_applicable' = 5, 'unresolved' = 6, 'not_reported' = 7),
    qualifier  Enum8('' = 0, 'approx' = 1, 'at_least' = 2, 'at_most' = 3, 'none_stated' = 4, 'unit_lost' = 5, 'cumulative_ambiguous' = 6),
    basis      Enum8('own' = 1, 'units' = 2),
    reported   UInt32 COMMENT 'child regions with a whole-area report behind their value (units), 1 (own)',
    expected   UInt32 COMMENT 'child regions in force in the year (units), 1 (own)',
    docs       UInt32 COMMENT 'reports behind the value',
    form       Enum8('narrative_2008' = 1, 'indicators_2008' = 2, 'stats_2014' = 3, 'form_2019' = 4, 'form_2021' = 5, 'figures' = 6),
    issuer     UInt64 COMMENT 'issuer of the whole-area report; 0 for units',
    origin     Enum8('document' = 1, 'figures' = 2)
)
ENGINE = MergeTree
PARTITION BY generation
ORDER BY (measure, level, year, code);
