-- The peers of a place as a generation kept them. A release that was begun twice has them twice.
SELECT place, peer, distance, by_population, by_province
FROM gen_peers
WHERE generation = {generation:UInt64} AND code = {code:UInt32}
ORDER BY place
LIMIT 1 BY place
