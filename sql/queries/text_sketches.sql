-- The sketches of a generation's documents of issuers of one stretch of numbers, by issuer and year.
SELECT issuer, year, sha256, runes, shingles, sketch
FROM text_sketches
WHERE issuer BETWEEN {first:UInt64} AND {last:UInt64} AND (issuer, year, origin, revision) IN
(
    SELECT issuer, year, origin, revision FROM gen_reports
    WHERE generation = {generation:UInt64} AND issuer BETWEEN {first:UInt64} AND {last:UInt64} AND origin = 'document' AND empty(quarantine)
)
ORDER BY issuer, year, origin, revision
SETTINGS optimize_read_in_order = 1, max_threads = 2
