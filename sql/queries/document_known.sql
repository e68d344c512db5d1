-- The newest publication of these bytes. No row: never published.
SELECT issuer, year, origin, revision, parser, content, quarantine
FROM reports
WHERE sha256 = {sha256:String} AND origin = {origin:String}
ORDER BY revision DESC
LIMIT 1
