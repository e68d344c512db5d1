-- +goose NO TRANSACTION
-- +goose Up
-- One row a published revision of a report. It is written last: facts, evidence and findings of a revision without its
-- row here are not visible anywhere.
CREATE TABLE IF NOT EXISTS reports
(
    issuer       UInt64 COMMENT 'stable number of the issuer; of the document while in quarantine',
    year         UInt16,
    origin       Enum8('document' = 1, 'figures' = 2),
    revision     UInt64 COMMENT 'grows with every publish',
    id           String,
    issuer_name  String,
    level        Enum8('' = 0, 'nation' = 1, 'province' = 2, 'prefecture' = 3, 'county' = 4, 'township' = 5, 'department' = 6),
    code         UInt32 COMMENT '0: unresolved',
    region_name  String,
    province     LowCardinality(String),
    form         Enum8('narrative_2008' = 1, 'indicators_2008' = 2, 'stats_2014' = 3, 'form_2019' = 4, 'form_2021' = 5, 'figures' = 6),
    scope        Enum8('aggregate' = 1, 'own' = 2, 'cumulative' = 3),
    title        String,
    published_on String,
    sha256       String,
    source_name  String,
    source_url   String,
    source_title String,
    media_type   LowCardinality(String),
    facts        UInt32,
    findings     UInt32,
    quarantine   Array(LowCardinality(String)),
    content      String COMMENT 'hash of facts, evidence and findings: equal content is not published again',
    parser       LowCardinality(String) COMMENT 'version of the program that read it',
    published_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree
ORDER BY (issuer, year, origin, revision);
