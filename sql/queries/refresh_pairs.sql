-- A pair exists where one report states every part of the numerator and of the denominator. A rate per population has no
-- metric in its denominator: its pair carries 0 and the program divides by the residents.
INSERT INTO gen_pairs
SELECT
    {generation:UInt64}, p.rate, f.issuer, f.year, f.scope, any(f.origin), any(f.level), any(f.code), any(f.form),
    sumIf(assumeNotNull(f.value), p.side = 'num'), sumIf(assumeNotNull(f.value), p.side = 'den')
FROM gen_facts AS f
INNER JOIN rate_parts AS p ON f.metric = p.metric
WHERE f.generation = {generation:UInt64} AND f.value IS NOT NULL AND f.scope != 'cumulative'
GROUP BY p.rate, f.issuer, f.year, f.scope
HAVING count() = any(p.parts)
