-- One fact per issuer, year, metric and scope: a stated value before none, a document before an import. Issuers of one stretch of
-- numbers at a time, so that what is sorted fits in memory however many there are.
INSERT INTO gen_facts
SELECT
    {generation:UInt64}, f.issuer, f.year, f.metric, f.scope, f.origin, f.revision, r.level, r.code, r.form, f.value, f.status,
    f.qualifier, f.source
FROM facts AS f
INNER JOIN gen_reports AS r ON f.issuer = r.issuer AND f.year = r.year AND f.origin = r.origin AND f.revision = r.revision
WHERE r.generation = {generation:UInt64} AND empty(r.quarantine)
    AND f.issuer BETWEEN {first:UInt64} AND {last:UInt64} AND r.issuer BETWEEN {first:UInt64} AND {last:UInt64}
ORDER BY f.issuer, f.year, f.metric, f.scope, isNull(f.value), f.origin
LIMIT 1 BY f.issuer, f.year, f.metric, f.scope
