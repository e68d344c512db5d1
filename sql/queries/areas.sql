-- Values of measures by region and year. Empty arrays mean all; level '' means every level.
SELECT a.level, a.measure, a.year, a.code, CAST(a.num AS Nullable(Float64)) AS numerator, CAST(a.den AS Nullable(Float64)) AS denominator, a.status, a.qualifier, a.basis, a.reported, a.expected, a.docs, a.form,
    a.issuer, a.origin
FROM gen_areas AS a
WHERE a.generation = {generation:UInt64}
    AND a.measure IN {measures:Array(UInt16)}
    AND (a.level = {level:String} OR {level:String} = '')
    AND (a.code IN {codes:Array(UInt32)} OR empty({codes:Array(UInt32)}))
    AND a.year BETWEEN {from:UInt16} AND {to:UInt16}
ORDER BY a.measure, a.level, a.year, a.code
