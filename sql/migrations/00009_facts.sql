-- +goose NO TRANSACTION
-- +goose Up
-- Every fact of every revision; never updated.
CREATE TABLE IF NOT EXISTS facts
(
    issuer    UInt64,
    year      UInt16,
    origin    Enum8('document' = 1, 'figures' = 2),
    revision  UInt64,
    metric    UInt16,
    scope     Enum8('aggregate' = 1, 'own' = 2, 'cumulative' = 3),
    value     Nullable(Decimal(18, 4)),
    status    Enum8('reported' = 1, 'explicit_zero' = 2, 'derived' = 3, 'blank' = 4, 'not_applicable' = 5, 'unresolved' = 6, 'not_reported' = 7),
    qualifier Enum8('' = 0, 'approx' = 1, 'at_least' = 2, 'at_most' = 3, 'none_stated' = 4, 'unit_lost' = 5, 'cumulative_ambiguous' = 6),
    source    Enum8('table' = 1, 'narrative' = 2, 'derived' = 3, 'import' = 4),
    raw       String
)
ENGINE = MergeTree
ORDER BY (issuer, year, origin, revision, metric, scope);
