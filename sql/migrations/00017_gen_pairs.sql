-- +goose NO TRANSACTION
-- +goose Up
-- Numerator and denominator of each rate, where one report states all parts of both.
CREATE TABLE IF NOT EXISTS gen_pairs
(
    generation UInt64,
    rate       UInt16,
    issuer     UInt64,
    year       UInt16,
    scope      Enum8('aggregate' = 1, 'own' = 2, 'cumulative' = 3),
    origin     Enum8('document' = 1, 'figures' = 2),
    level      Enum8('' = 0, 'nation' = 1, 'province' = 2, 'prefecture' = 3, 'county' = 4, 'township' = 5, 'department' = 6),
    code       UInt32,
    form       Enum8('narrative_2008' = 1, 'indicators_2008' = 2, 'stats_2014' = 3, 'form_2019' = 4, 'form_2021' = 5, 'figures' = 6),
    num        Decimal(18, 4),
    den        Decimal(18, 4)
)
ENGINE = MergeTree
PARTITION BY generation
ORDER BY (rate, year, code, issuer);
