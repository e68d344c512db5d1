-- The sketches of a generation's documents, by issuer and year.
SELECT issuer, year, sha256, runes, shingles, sketch
FROM text_sketches
WHERE (issuer, year, origin, revision) IN
(
    SELECT issuer, year, origin, revision FROM gen_reports
    WHERE generation = {generation:UInt64} AND origin = 'document' AND empty(quarantine)
)
ORDER BY issuer, year, origin, revision
SETTINGS optimize_read_in_order = 1, max_threads = 2
