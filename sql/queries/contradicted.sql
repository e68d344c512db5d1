-- Which figures of the reports on some places and years a finding of an error speaks of: they fail an identity, or two reports
-- contradict each other. One row for a report and a metric, with the first of the findings.
WITH chosen AS
(
    SELECT issuer, year, origin, revision, id
    FROM gen_reports
    WHERE generation = {generation:UInt64} AND empty(quarantine) AND code IN {codes:Array(UInt32)} AND year BETWEEN {from:UInt16} AND {to:UInt16}
)
SELECT report, metric, min(code) AS code
FROM
(
    SELECT r.id AS report, f.code AS code, arrayJoin(arrayIntersect(f.metrics, {metrics:Array(String)})) AS metric
    FROM findings AS f
    INNER JOIN chosen AS r ON r.issuer = f.issuer AND r.year = f.year AND r.origin = f.origin AND r.revision = f.revision
    WHERE f.severity = 'error' AND (f.issuer, f.year) IN (SELECT issuer, year FROM chosen)
    UNION ALL
    SELECT r.id, f.code, arrayJoin(arrayIntersect(f.metrics, {metrics:Array(String)}))
    FROM gen_findings AS f
    INNER JOIN chosen AS r ON r.issuer = f.issuer AND r.year = f.year AND r.origin = f.origin
    WHERE f.generation = {generation:UInt64} AND f.severity = 'error' AND (f.issuer, f.year) IN (SELECT issuer, year FROM chosen)
)
GROUP BY report, metric
ORDER BY report, metric
