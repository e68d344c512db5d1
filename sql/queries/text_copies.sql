-- What is known of documents that were compared with those of the year before, as they are stored now: a text that was stored again
-- after the comparison is to be compared anew. The hashes are those of both.
WITH stored AS
(
    SELECT sha256, max(stored_at) AS at FROM documents WHERE sha256 IN {hashes:Array(String)} GROUP BY sha256
)
SELECT c.sha256 AS sha256, c.previous_sha256 AS previous_sha256, c.share AS share, c.quotes AS quotes, c.starts AS starts, c.ends AS ends,
    c.previous_quotes AS previous_quotes, c.previous_starts AS previous_starts, c.previous_ends AS previous_ends
FROM (SELECT * FROM text_copies FINAL WHERE sha256 IN {hashes:Array(String)}) AS c
INNER JOIN stored AS n ON n.sha256 = c.sha256
INNER JOIN stored AS p ON p.sha256 = c.previous_sha256
WHERE c.compared_at >= n.at AND c.compared_at >= p.at
ORDER BY sha256, previous_sha256
