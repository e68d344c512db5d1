-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE IF NOT EXISTS gen_reports
(
    generation   UInt64,
    issuer       UInt64,
    year         UInt16,
    origin       Enum8('document' = 1, 'figures' = 2),
    revision     UInt64,
    revisions    UInt32,
    id           String,
    issuer_name  String,
    level        Enum8('' = 0, 'nation' = 1, 'province' = 2, 'prefecture' = 3, 'county' = 4, 'township' = 5, 'department' = 6),
    code         UInt32,
    region_name  String,
    province     LowCardinality(String),
    form         Enum8('narrative_2008' = 1, 'indicators_2008' = 2, 'stats_2014' = 3, 'form_2019' = 4, 'form_2021' = 5, 'figures' = 6),
    scope        Enum8('aggregate' = 1, 'own' = 2, 'cumulative' = 3),
    title        String,
    published_on String,
    sha256       String,
    source_name  String,
    source_url   String,
    facts        UInt32,
    findings     UInt32,
    quarantine   Array(LowCardinality(String))
)
ENGINE = MergeTree
PARTITION BY generation
ORDER BY (issuer, year, origin);
