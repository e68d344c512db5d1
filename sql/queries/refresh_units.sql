-- Areas of one level that have no whole-area report of their own: sums over their units, which are the child regions as already
-- rolled up and the departments and townships that sit at the region itself. Run from the counties up, before refresh_own. A
-- department that states a figure both for itself and for all it oversees counts once, with the wider one. A sum is as inexact
-- as what went into it.
INSERT INTO gen_areas
WITH
    here AS (SELECT code FROM region_years WHERE level = {level:String}),
    parts AS
    (
        SELECT a.measure AS measure, a.year AS year, y.parent AS code, a.num AS num, a.den AS den, a.docs AS docs,
            toUInt8(a.basis = 'own' OR a.reported > 0) AS child, a.qualifier AS qualifier
        FROM gen_areas AS a
        INNER JOIN region_years AS y ON y.year = a.year AND y.code = a.code
        WHERE a.generation = {generation:UInt64} AND a.num IS NOT NULL AND y.parent IN (SELECT code FROM here)
        UNION ALL
        SELECT metric, year, code, value, CAST(NULL AS Nullable(Decimal(38, 6))), toUInt32(1), toUInt8(0), qualifier
        FROM gen_facts_by_metric
        WHERE generation = {generation:UInt64} AND level IN ('township', 'department') AND scope != 'cumulative' AND value IS NOT NULL
            AND code IN (SELECT code FROM here)
            AND (scope = 'aggregate' OR (metric, issuer, year) NOT IN
            (
                SELECT metric, issuer, year FROM gen_facts_by_metric
                WHERE generation = {generation:UInt64} AND level IN ('township', 'department') AND scope = 'aggregate' AND value IS NOT NULL
            ))
        UNION ALL
        SELECT rate, year, code, toNullable(num), toNullable(den), toUInt32(1), toUInt8(0), qualifier
        FROM gen_pairs
        WHERE generation = {generation:UInt64} AND level IN ('township', 'department') AND code IN (SELECT code FROM here)
            AND (scope = 'aggregate' OR (rate, issuer, year) NOT IN
            (
                SELECT rate, issuer, year FROM gen_pairs
                WHERE generation = {generation:UInt64} AND level IN ('township', 'department') AND scope = 'aggregate'
            ))
    ),
    own AS
    (
        SELECT metric AS measure, year, code
        FROM gen_facts_by_metric
        WHERE generation = {generation:UInt64} AND level = {level:String} AND scope = 'aggregate' AND value IS NOT NULL
            AND code IN (SELECT code FROM parts)
        UNION ALL
        SELECT rate, year, code
        FROM gen_pairs
        WHERE generation = {generation:UInt64} AND level = {level:String} AND scope = 'aggregate' AND code IN (SELECT code FROM parts)
    ),
    children AS
    (
        SELECT year, parent AS code, toUInt32(count()) AS expected FROM region_years WHERE in_force GROUP BY year, parent
    )
SELECT
    {generation:UInt64}, {level:String}, u.measure, u.year, u.code, u.num, u.den, 'derived', u.inexact, 'units', u.reported, c.expected, u.docs,
    'figures', toUInt64(0), 'document'
FROM
(
    SELECT measure, year, code, sum(num) AS num, if(countIf(isNull(den)) > 0, NULL, sum(den)) AS den, toUInt32(sum(child)) AS reported,
        toUInt32(sum(docs)) AS docs,
        multiIf(
            countIf(qualifier = 'cumulative_ambiguous') > 0, 'cumulative_ambiguous',
            countIf(qualifier = 'unit_lost') > 0, 'unit_lost',
            countIf(qualifier IN ('approx', 'at_least', 'at_most')) = 0, '',
            countIf(qualifier IN ('approx', 'at_most')) = 0, 'at_least',
            countIf(qualifier IN ('approx', 'at_least')) = 0, 'at_most',
            'approx') AS inexact
    FROM parts
    WHERE measure IN (SELECT num FROM metrics WHERE additive UNION ALL SELECT rate FROM rate_parts)
        AND (measure, year, code) NOT IN (SELECT measure, year, code FROM own)
    GROUP BY measure, year, code
) AS u
LEFT JOIN children AS c ON c.year = u.year AND c.code = u.code
