-- Whole-area reports held, beside the regions in force, by level, province and year (years with at least one report).
SELECT y.level AS level, y.province AS province, y.year AS year, toUInt32(countIf(r.code != 0)) AS reported, toUInt32(count()) AS expected
FROM region_years AS y
LEFT JOIN
(
    SELECT DISTINCT code, year
    FROM gen_reports
    WHERE generation = {generation:UInt64} AND empty(quarantine) AND scope = 'aggregate' AND level NOT IN ('township', 'department')
) AS r ON r.code = y.code AND r.year = y.year
WHERE y.in_force AND y.level IN ('province', 'prefecture', 'county')
    AND y.year IN (SELECT year FROM gen_reports WHERE generation = {generation:UInt64} AND empty(quarantine))
GROUP BY level, province, year
ORDER BY level, province, year
