-- What is published of these bytes: the newest revision of each.
SELECT sha256, argMax(content, revision) AS content
FROM reports
WHERE origin = {origin:String} AND sha256 IN {hashes:Array(String)}
GROUP BY sha256
