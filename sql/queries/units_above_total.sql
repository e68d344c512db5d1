-- Whole-area figures that are smaller than what the regions inside them report together.
SELECT a.issuer AS issuer, a.year AS year, a.origin AS origin, m.id AS metric, toFloat64(a.num) AS total, toFloat64(c.together) AS together, c.units AS units
FROM gen_areas AS a
INNER JOIN
(
    SELECT u.measure AS measure, u.year AS year, y.parent AS code, sum(u.num) AS together, toUInt32(count()) AS units
    FROM gen_areas AS u
    INNER JOIN region_years AS y ON y.year = u.year AND y.code = u.code
    WHERE u.generation = {generation:UInt64} AND u.basis = 'own' AND u.num IS NOT NULL AND u.den IS NULL
        AND y.parent IN (SELECT code FROM gen_areas WHERE generation = {generation:UInt64} AND basis = 'own')
    GROUP BY u.measure, u.year, y.parent
) AS c ON c.measure = a.measure AND c.year = a.year AND c.code = a.code
INNER JOIN metrics AS m ON m.num = a.measure
WHERE a.generation = {generation:UInt64} AND a.basis = 'own' AND m.kind = 'flow' AND c.together > a.num
ORDER BY a.issuer, a.year, m.num
