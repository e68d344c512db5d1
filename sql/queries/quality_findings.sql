SELECT code, severity, toUInt32(count()) AS findings, toUInt32(uniqExact(issuer, year, origin)) AS reports
FROM
(
    SELECT f.code AS code, f.severity AS severity, f.issuer AS issuer, f.year AS year, f.origin AS origin
    FROM findings AS f
    INNER JOIN gen_reports AS r ON r.issuer = f.issuer AND r.year = f.year AND r.origin = f.origin AND r.revision = f.revision
    WHERE r.generation = {generation:UInt64}
    UNION ALL
    SELECT code, severity, issuer, year, origin FROM gen_findings WHERE generation = {generation:UInt64}
)
GROUP BY code, severity
ORDER BY findings DESC, code
