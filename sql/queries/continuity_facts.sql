-- The facts that a report shares with the year before, by issuer and year. Values are in millionths, as they are kept.
SELECT f.issuer, f.year, f.origin, f.metric, reinterpretAsInt64(f.value) AS number, f.status
FROM gen_facts AS f
WHERE f.generation = {generation:UInt64} AND f.value IS NOT NULL AND f.scope != 'cumulative' AND f.metric IN {metrics:Array(UInt16)}
ORDER BY f.issuer, f.year, f.metric, f.scope
