-- +goose NO TRANSACTION
-- +goose Up
-- The current fact of each issuer, year, metric and scope, in the order of issuers: for profiles and reports.
CREATE TABLE IF NOT EXISTS gen_facts
(
    generation UInt64,
    issuer     UInt64,
    year       UInt16,
    metric     UInt16,
    scope      Enum8('aggregate' = 1, 'own' = 2, 'cumulative' = 3),
    origin     Enum8('document' = 1, 'figures' = 2),
    revision   UInt64,
    level      Enum8('' = 0, 'nation' = 1, 'province' = 2, 'prefecture' = 3, 'county' = 4, 'township' = 5, 'department' = 6),
    code       UInt32,
    form       Enum8('narrative_2008' = 1, 'indicators_2008' = 2, 'stats_2014' = 3, 'form_2019' = 4, 'form_2021' = 5, 'figures' = 6),
    value      Nullable(Decimal(18, 4)),
    status     Enum8('reported' = 1, 'explicit_zero' = 2, 'derived' = 3, 'blank' = 4, 'not_applicable' = 5, 'unresolved' = 6, 'not_reported' = 7),
    qualifier  Enum8('' = 0, 'approx' = 1, 'at_least' = 2, 'at_most' = 3, 'none_stated' = 4, 'unit_lost' = 5, 'cumulative_ambiguous' = 6),
    source     Enum8('table' = 1, 'narrative' = 2, 'derived' = 3, 'import' = 4)
)
ENGINE = MergeTree
PARTITION BY generation
ORDER BY (issuer, year, metric, scope);
