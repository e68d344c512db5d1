-- The nearest peers of some places as a generation kept them.
SELECT code, peer
FROM gen_peers
WHERE generation = {generation:UInt64} AND code IN {codes:Array(UInt32)} AND place <= {k:UInt8}
ORDER BY code, place
LIMIT 1 BY code, place
