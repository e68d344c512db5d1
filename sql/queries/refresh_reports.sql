-- The current revision of each report: the newest row of an issuer, year and origin, among the rows that are the newest for
-- their bytes (a document that a newer program assigns to another issuer leaves its old place).
INSERT INTO gen_reports
SELECT
    {generation:UInt64}, issuer, year, origin, revision, revisions, id, issuer_name, level, code, region_name, province, form,
    scope, title, published_on, sha256, source_name, source_url, facts, findings, quarantine
FROM reports
INNER JOIN
(
    SELECT issuer, year, origin, max(revision) AS revision, toUInt32(count()) AS revisions
    FROM reports
    WHERE (origin, sha256, revision) IN (SELECT origin, sha256, max(revision) FROM reports GROUP BY origin, sha256)
    GROUP BY issuer, year, origin
) AS newest USING (issuer, year, origin, revision)
