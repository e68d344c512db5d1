-- What bodies of one kind state of measures, by region, year, scope and form: values of metrics, numerators and denominators of rates.
-- Empty arrays mean all. Of several governments that speak for one region one is taken, the same as in refresh_own.sql; departments and
-- townships are added up, and as inexact as what went into them.
SELECT measure, year, code, toString(scope) AS scope, body, toString(form) AS form, CAST(sum(num) AS Nullable(Float64)) AS numerator,
    CAST(if(countIf(isNull(den)) > 0, NULL, sum(den)) AS Nullable(Float64)) AS denominator, toString(any(status)) AS status,
    toUInt32(count()) AS docs,
    multiIf(
        countIf(qualifier = 'cumulative_ambiguous') > 0, 'cumulative_ambiguous',
        countIf(qualifier = 'unit_lost') > 0, 'unit_lost',
        countIf(qualifier IN ('approx', 'at_least', 'at_most')) = 0, '',
        countIf(qualifier IN ('approx', 'at_most')) = 0, 'at_least',
        countIf(qualifier IN ('approx', 'at_least')) = 0, 'at_most',
        'approx') AS inexact
FROM
(
    SELECT metric AS measure, year, code, scope, if(level IN ('township', 'department'), toString(level), 'government') AS body, form,
        value AS num, if(1, NULL, value) AS den, status, qualifier, issuer, if(body = 'government', 0, issuer) AS apart
    FROM gen_facts_by_metric
    WHERE generation = {generation:UInt64} AND metric IN {measures:Array(UInt16)} AND value IS NOT NULL
        AND code IN {codes:Array(UInt32)} AND year BETWEEN {from:UInt16} AND {to:UInt16}
        AND toString(scope) IN {scopes:Array(String)} AND (toString(form) IN {forms:Array(String)} OR empty({forms:Array(String)}))
    ORDER BY measure, year, code, scope, apart, origin, issuer
    LIMIT 1 BY measure, year, code, scope, body, apart
    UNION ALL
    SELECT rate, year, code, scope, if(level IN ('township', 'department'), toString(level), 'government') AS body, form,
        toNullable(num), toNullable(den), 'derived', qualifier, issuer, if(body = 'government', 0, issuer) AS apart
    FROM gen_pairs
    WHERE generation = {generation:UInt64} AND rate IN {measures:Array(UInt16)}
        AND code IN {codes:Array(UInt32)} AND year BETWEEN {from:UInt16} AND {to:UInt16}
        AND toString(scope) IN {scopes:Array(String)} AND (toString(form) IN {forms:Array(String)} OR empty({forms:Array(String)}))
    ORDER BY rate, year, code, scope, apart, origin, issuer
    LIMIT 1 BY rate, year, code, scope, body, apart
)
WHERE body IN {bodies:Array(String)}
GROUP BY measure, year, code, scope, body, form
ORDER BY measure, year, code, scope, body, form
