-- The facts that a report shares with the year before, by issuer and year.
SELECT f.issuer, f.year, f.origin, f.metric, CAST(f.value AS Nullable(Float64)) AS number, f.status
FROM gen_facts AS f
WHERE f.generation = {generation:UInt64} AND f.value IS NOT NULL AND f.scope != 'cumulative' AND f.metric IN {metrics:Array(UInt16)}
ORDER BY f.issuer, f.year, f.metric, f.scope
