-- Areas of one level: own whole-area reports, else sums over the units: the child regions as already rolled up, and the
-- departments and townships that sit at the region itself. Run from the counties up, once a level.
INSERT INTO gen_areas
WITH
    measured AS
    (
        SELECT metric AS measure, issuer, year, scope, origin, level, code, form, value AS num, CAST(NULL AS Nullable(Decimal(18, 4))) AS den,
            status, qualifier
        FROM gen_facts
        WHERE generation = {generation:UInt64} AND scope != 'cumulative'
        UNION ALL
        SELECT rate, issuer, year, scope, origin, level, code, form, toNullable(num), toNullable(den),
            CAST('derived', 'Enum8(\'reported\' = 1, \'explicit_zero\' = 2, \'derived\' = 3, \'blank\' = 4, \'not_applicable\' = 5, \'unresolved\' = 6, \'not_reported\' = 7)'),
            CAST('', 'Enum8(\'\' = 0, \'approx\' = 1, \'at_least\' = 2, \'at_most\' = 3, \'none_stated\' = 4, \'unit_lost\' = 5, \'cumulative_ambiguous\' = 6)')
        FROM gen_pairs
        WHERE generation = {generation:UInt64}
    ),
    own AS
    (
        SELECT *
        FROM measured
        WHERE level = {level:String} AND scope = 'aggregate' AND code != 0
        ORDER BY measure, year, code, isNull(num), origin
        LIMIT 1 BY measure, year, code
    ),
    own_valued AS (SELECT measure, year, code FROM own WHERE num IS NOT NULL),
    parts AS
    (
        SELECT a.measure AS measure, a.year AS year, y.parent AS code, a.num AS num, a.den AS den, a.docs AS docs,
            toUInt8(a.basis = 'own' OR a.reported > 0) AS child
        FROM gen_areas AS a
        INNER JOIN region_years AS y ON y.year = a.year AND y.code = a.code
        WHERE a.generation = {generation:UInt64} AND a.num IS NOT NULL
            AND y.parent IN (SELECT code FROM region_years WHERE level = {level:String})
        UNION ALL
        SELECT measure, year, code, num, den, toUInt32(1), toUInt8(0)
        FROM measured
        WHERE level IN ('township', 'department') AND num IS NOT NULL
            AND code IN (SELECT code FROM region_years WHERE level = {level:String})
    ),
    units AS
    (
        SELECT measure, year, code, sum(num) AS num, if(countIf(isNull(den)) > 0, NULL, sum(den)) AS den, toUInt32(sum(child)) AS reported,
            toUInt32(sum(docs)) AS docs
        FROM parts
        WHERE (measure, year, code) NOT IN (SELECT measure, year, code FROM own_valued)
            AND measure IN (SELECT num FROM metrics WHERE additive UNION ALL SELECT rate FROM rate_parts)
        GROUP BY measure, year, code
    ),
    children AS
    (
        SELECT year, parent AS code, toUInt32(count()) AS expected FROM region_years WHERE in_force GROUP BY year, parent
    )
SELECT
    {generation:UInt64}, {level:String}, measure, year, code, num, den, status, qualifier, 'own', toUInt32(1), toUInt32(1), toUInt32(1), form, issuer, origin
FROM own
WHERE num IS NOT NULL OR (measure, year, code) NOT IN (SELECT measure, year, code FROM units)
UNION ALL
SELECT
    {generation:UInt64}, {level:String}, u.measure, u.year, u.code, u.num, u.den, 'derived', '', 'units', u.reported, c.expected, u.docs,
    'figures', toUInt64(0), 'document'
FROM units AS u
LEFT JOIN children AS c ON c.year = u.year AND c.code = u.code
