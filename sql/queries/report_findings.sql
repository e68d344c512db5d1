-- What was found in the report itself, then what it shows beside other reports.
SELECT code, rule, severity, message_zh, message_en, metrics, left, right, quotes, starts, ends, previous_quotes, previous_starts, previous_ends
FROM
(
    SELECT code, rule, severity, message_zh, message_en, metrics, left, right, quotes, starts, ends, [] AS previous_quotes, [] AS previous_starts,
        [] AS previous_ends, seq
    FROM findings
    WHERE issuer = {issuer:UInt64} AND year = {year:UInt16} AND origin = {origin:String} AND revision = {revision:UInt64}
    UNION ALL
    SELECT code, rule, severity, message_zh, message_en, metrics, left, right, quotes, starts, ends, previous_quotes, previous_starts,
        previous_ends, 65535
    FROM gen_findings
    WHERE generation = {generation:UInt64} AND issuer = {issuer:UInt64} AND year = {year:UInt16} AND origin = {origin:String}
)
ORDER BY seq, code, metrics
