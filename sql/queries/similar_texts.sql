-- The next reports, behind an issuer and year, whose texts look like those of the year before.
SELECT issuer, year, sha256, previous_sha256, runes, estimate
FROM gen_similarity
WHERE generation = {generation:UInt64} AND estimate >= {least:Float64} AND (issuer, year) > ({issuer:UInt64}, {year:UInt16})
ORDER BY issuer, year
LIMIT {limit:UInt32}
