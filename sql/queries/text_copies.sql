-- What is known of documents that were compared with those of the year before.
SELECT sha256, previous_sha256, share, quotes, starts, ends, previous_quotes, previous_starts, previous_ends
FROM text_copies
WHERE sha256 IN {hashes:Array(String)}
ORDER BY sha256, previous_sha256
LIMIT 1 BY sha256, previous_sha256
