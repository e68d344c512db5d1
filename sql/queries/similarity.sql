-- How much of each report's running text stands in the same issuer's report on the year before, the most first. Where the texts were
-- compared in full the share is exact and the sentences are given, else it is the estimate of the sketches.
SELECT n.id AS report, p.id AS previous_report, n.issuer_name AS issuer_name, n.level AS level, n.code AS code, n.region_name AS region_name,
    n.province AS province, s.year AS year, c.sha256 != '' AS exact, if(c.sha256 != '', c.share, s.estimate) AS share,
    c.quotes AS quotes, c.starts AS starts, c.ends AS ends, c.previous_starts AS previous_starts, c.previous_ends AS previous_ends,
    count() OVER () AS total
FROM gen_similarity AS s
INNER JOIN (SELECT * FROM gen_reports WHERE generation = {generation:UInt64} AND origin = 'document') AS n ON n.issuer = s.issuer AND n.year = s.year
INNER JOIN (SELECT issuer, year, id FROM gen_reports WHERE generation = {generation:UInt64} AND origin = 'document') AS p
    ON p.issuer = s.issuer AND p.year = s.year - 1
LEFT JOIN (SELECT * FROM text_copies FINAL) AS c ON c.sha256 = s.sha256 AND c.previous_sha256 = s.previous_sha256
WHERE s.generation = {generation:UInt64}
    AND (n.code IN {codes:Array(UInt32)} OR empty({codes:Array(UInt32)}))
    AND (n.level = {level:String} OR {level:String} = '')
    AND (n.province = {province:String} OR {province:String} = '')
    AND s.year BETWEEN {from:UInt16} AND {to:UInt16}
    AND share >= {least:Float64}
ORDER BY share DESC, s.year DESC, n.id
LIMIT {limit:UInt32} OFFSET {offset:UInt32}
