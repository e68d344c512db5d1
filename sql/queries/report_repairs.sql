SELECT start, end, kind, read
FROM repairs
WHERE issuer = {issuer:UInt64} AND year = {year:UInt16} AND origin = {origin:String} AND revision = {revision:UInt64}
ORDER BY start, end
