-- A pair exists where one report states every part of the numerator and of the denominator. A rate per population has no
-- metric in its denominator: its pair carries 0 and the program divides by the residents. A ratio with an inexact part is
-- approximate: which way it errs depends on the side.
INSERT INTO gen_pairs
SELECT
    {generation:UInt64}, p.rate, f.issuer, f.year, f.scope, any(f.origin), any(f.level), any(f.code), any(f.form),
    sumIf(assumeNotNull(f.value), p.side = 'num'), sumIf(assumeNotNull(f.value), p.side = 'den'),
    multiIf(
        countIf(f.qualifier = 'cumulative_ambiguous') > 0, 'cumulative_ambiguous',
        countIf(f.qualifier = 'unit_lost') > 0, 'unit_lost',
        countIf(f.qualifier IN ('approx', 'at_least', 'at_most')) > 0, 'approx',
        '')
FROM gen_facts AS f
INNER JOIN rate_parts AS p ON f.metric = p.metric
WHERE f.generation = {generation:UInt64} AND f.value IS NOT NULL AND f.scope != 'cumulative'
    AND f.issuer BETWEEN {first:UInt64} AND {last:UInt64}
GROUP BY p.rate, f.issuer, f.year, f.scope
HAVING count() = any(p.parts)
