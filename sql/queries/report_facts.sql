-- All facts of one revision of one report, with their evidence; seq 0 is the value taken. Values are in millionths, as they are kept.
SELECT f.metric, f.scope, reinterpretAsInt64(f.value) AS number, f.status, f.qualifier, f.source, f.raw, e.seq, reinterpretAsInt64(e.value) AS stated, e.quote, e.start, e.end, e.table_no,
    e.row, e.col, e.rule
FROM
(
    SELECT * FROM facts
    WHERE issuer = {issuer:UInt64} AND year = {year:UInt16} AND origin = {origin:String} AND revision = {revision:UInt64}
        AND (metric = {metric:UInt16} OR {metric:UInt16} = 0)
) AS f
LEFT JOIN
(
    SELECT * FROM evidence
    WHERE issuer = {issuer:UInt64} AND year = {year:UInt16} AND origin = {origin:String} AND revision = {revision:UInt64}
) AS e ON e.metric = f.metric AND e.scope = f.scope
ORDER BY f.metric, f.scope, e.seq
