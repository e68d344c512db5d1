-- The current revision of each report: the newest row of an issuer, year and origin, among the rows that are the newest for
-- their bytes (a document that a newer program assigns to another issuer leaves its old place). Issuers of one stretch of numbers
-- at a time, so that memory is bounded however many there are.
INSERT INTO gen_reports
SELECT
    {generation:UInt64}, r.issuer, r.year, r.origin, r.revision, n.revisions, r.id, r.issuer_name, r.level, r.code, r.region_name,
    r.province, r.form, r.scope, r.title, r.published_on, r.sha256, r.source_name, r.source_url, r.facts, r.findings, r.quarantine
FROM reports AS r
INNER JOIN
(
    SELECT issuer, year, origin, max(revision) AS newest, toUInt32(count()) AS revisions
    FROM reports
    WHERE issuer BETWEEN {first:UInt64} AND {last:UInt64} AND (origin, sha256, revision) IN
    (
        SELECT origin, sha256, max(revision)
        FROM reports
        WHERE (origin, sha256) IN (SELECT origin, sha256 FROM reports WHERE issuer BETWEEN {first:UInt64} AND {last:UInt64})
        GROUP BY origin, sha256
    )
    GROUP BY issuer, year, origin
) AS n ON n.issuer = r.issuer AND n.year = r.year AND n.origin = r.origin AND n.newest = r.revision
WHERE r.issuer BETWEEN {first:UInt64} AND {last:UInt64}
