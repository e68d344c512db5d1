SELECT code, rule, severity, message_zh, message_en, metrics, left, right, quotes, starts, ends
FROM findings
WHERE issuer = {issuer:UInt64} AND year = {year:UInt16} AND origin = {origin:String} AND revision = {revision:UInt64}
ORDER BY seq
