-- What each rule found in the reports chosen: how often, in how many of them, and in which ones last. Empty arrays and '' mean all.
WITH chosen AS
(
    SELECT issuer, year, origin, revision, id
    FROM gen_reports
    WHERE generation = {generation:UInt64} AND empty(quarantine)
        AND (code IN {codes:Array(UInt32)} OR empty({codes:Array(UInt32)}))
        AND (level = {level:String} OR {level:String} = '')
        AND (province = {province:String} OR {province:String} = '')
        AND year BETWEEN {from:UInt16} AND {to:UInt16}
)
SELECT rule, code, toString(severity) AS severity, toUInt32(count()) AS findings, toUInt32(uniqExact(id)) AS reports,
    (SELECT toUInt32(count()) FROM chosen) AS checked,
    arrayMap(x -> x.2, arraySlice(arrayReverseSort(arrayDistinct(groupArray((year, id)))), 1, {examples:UInt8})) AS examples,
    argMax(message_zh, (year, id)) AS message_zh, argMax(message_en, (year, id)) AS message_en
FROM
(
    SELECT f.rule AS rule, f.code AS code, f.severity AS severity, f.message_zh AS message_zh, f.message_en AS message_en, r.year AS year, r.id AS id
    FROM findings AS f
    INNER JOIN chosen AS r ON r.issuer = f.issuer AND r.year = f.year AND r.origin = f.origin AND r.revision = f.revision
    UNION ALL
    SELECT f.rule, f.code, f.severity, f.message_zh, f.message_en, r.year, r.id
    FROM gen_findings AS f
    INNER JOIN chosen AS r ON r.issuer = f.issuer AND r.year = f.year AND r.origin = f.origin
    WHERE f.generation = {generation:UInt64}
)
WHERE severity = {severity:String} OR {severity:String} = ''
GROUP BY rule, code, severity
ORDER BY findings DESC, code, rule
