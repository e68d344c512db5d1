-- Facts that differ between two generations: revised, added or withdrawn. Values are in millionths, as they are kept.
SELECT issuer, year, metric, scope, report, issuer_name, region_name, before_value, before_status, after_value, after_status
FROM
(
    SELECT f.issuer AS issuer, f.year AS year, f.metric AS metric, f.scope AS scope,
        anyIf(r.id, f.generation = {after:UInt64}) AS after_report, anyIf(r.id, f.generation = {before:UInt64}) AS before_report,
        if(after_report != '', after_report, before_report) AS report, any(r.issuer_name) AS issuer_name, any(r.region_name) AS region_name,
        anyIf(reinterpretAsInt64(f.value), f.generation = {before:UInt64}) AS before_value,
        anyIf(toString(f.status), f.generation = {before:UInt64}) AS before_status,
        anyIf(reinterpretAsInt64(f.value), f.generation = {after:UInt64}) AS after_value,
        anyIf(toString(f.status), f.generation = {after:UInt64}) AS after_status
    FROM gen_facts AS f
    INNER JOIN gen_reports AS r ON r.generation = f.generation AND r.issuer = f.issuer AND r.year = f.year AND r.origin = f.origin
    WHERE f.generation IN ({before:UInt64}, {after:UInt64})
    GROUP BY f.issuer, f.year, f.metric, f.scope
)
WHERE before_status != after_status OR before_value IS DISTINCT FROM after_value
ORDER BY issuer, year, metric, scope
LIMIT {limit:UInt32}
