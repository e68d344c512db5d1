SELECT f.code, f.severity, toUInt32(count()) AS findings, toUInt32(uniqExact(f.issuer, f.year, f.origin)) AS reports
FROM findings AS f
INNER JOIN gen_reports AS r ON r.issuer = f.issuer AND r.year = f.year AND r.origin = f.origin AND r.revision = f.revision
WHERE r.generation = {generation:UInt64}
GROUP BY f.code, f.severity
ORDER BY findings DESC, f.code
