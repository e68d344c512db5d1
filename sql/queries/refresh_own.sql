-- Areas of one level from their own whole-area reports, one row each. A report that names a measure without a value gives a row
-- that says why, unless the units gave a sum. Of several issuers that speak for one area (its government and the office of it) one is
-- taken, the same at every refresh: imported figures come after documents.
INSERT INTO gen_areas
WITH own AS
(
    SELECT metric AS measure, year, code, value AS num, CAST(NULL AS Nullable(Decimal(38, 6))) AS den, status, qualifier, form, issuer, origin
    FROM gen_facts_by_metric
    WHERE generation = {generation:UInt64} AND level = {level:String} AND scope = 'aggregate' AND code != 0
    ORDER BY metric, year, code, isNull(value), origin, issuer
    LIMIT 1 BY metric, year, code
    UNION ALL
    SELECT rate, year, code, toNullable(num), toNullable(den), 'derived', qualifier, form, issuer, origin
    FROM gen_pairs
    WHERE generation = {generation:UInt64} AND level = {level:String} AND scope = 'aggregate' AND code != 0
    ORDER BY rate, year, code, origin, issuer
    LIMIT 1 BY rate, year, code
)
SELECT
    {generation:UInt64}, {level:String}, measure, year, code, num, den, status, qualifier, 'own', toUInt32(1), toUInt32(1), toUInt32(1), form,
    issuer, origin
FROM own
WHERE num IS NOT NULL OR (measure, year, code) NOT IN
(
    SELECT measure, year, code FROM gen_areas WHERE generation = {generation:UInt64} AND level = {level:String} AND basis = 'units'
)
