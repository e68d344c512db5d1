-- The stored texts of some documents, each up to a length.
SELECT sha256, substringUTF8(text, 1, {longest:UInt32}) AS text
FROM documents
WHERE sha256 IN {hashes:Array(String)}
ORDER BY sha256, revision DESC, stored_at DESC
LIMIT 1 BY sha256
SETTINGS max_threads = 2
