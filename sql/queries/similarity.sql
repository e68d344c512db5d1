-- How much of each report's running text stands in the same issuer's report on the year before, the most first. Where the texts were
-- compared in full the share is exact and the sentences are given, else it is the estimate of the sketches. Of the comparisons, which
-- are kept for every text there ever was, only those of the reports asked for are read, and the sentences only of the page.
WITH pairs AS
(
    SELECT n.id AS report, p.id AS previous_report, n.issuer_name AS issuer_name, n.level AS level, n.code AS code,
        n.region_name AS region_name, n.province AS province, n.year AS year, s.sha256 AS sha256, s.previous_sha256 AS previous_sha256, s.estimate AS estimate
    FROM (SELECT * FROM gen_similarity WHERE generation = {generation:UInt64} AND year BETWEEN {from:UInt16} AND {to:UInt16}) AS s
    INNER JOIN
    (
        SELECT issuer, year, id, issuer_name, level, code, region_name, province
        FROM gen_reports
        WHERE generation = {generation:UInt64} AND origin = 'document' AND year BETWEEN {from:UInt16} AND {to:UInt16}
            AND (code IN {codes:Array(UInt32)} OR empty({codes:Array(UInt32)}))
            AND (level = {level:String} OR {level:String} = '')
            AND (province = {province:String} OR {province:String} = '')
    ) AS n ON n.issuer = s.issuer AND n.year = s.year
    INNER JOIN (SELECT issuer, year + 1 AS next_year, id FROM gen_reports WHERE generation = {generation:UInt64} AND origin = 'document') AS p
        ON p.issuer = s.issuer AND p.next_year = s.year
),
page AS
(
    SELECT pairs.*, c.sha256 != '' AS exact, if(exact, c.share, estimate) AS share, count() OVER () AS total
    FROM pairs
    LEFT JOIN
    (
        SELECT sha256, previous_sha256, share
        FROM text_copies FINAL
        WHERE (sha256, previous_sha256) IN (SELECT sha256, previous_sha256 FROM pairs)
    ) AS c ON c.sha256 = pairs.sha256 AND c.previous_sha256 = pairs.previous_sha256
    WHERE share >= {least:Float64}
    ORDER BY share DESC, year DESC, report
    LIMIT {limit:UInt32} OFFSET {offset:UInt32}
)
SELECT report, previous_report, issuer_name, level, code, region_name, province, year, exact, share,
    t.quotes AS quotes, t.starts AS starts, t.ends AS ends, t.previous_starts AS previous_starts, t.previous_ends AS previous_ends, total
FROM page
LEFT JOIN
(
    SELECT sha256, previous_sha256, quotes, starts, ends, previous_starts, previous_ends
    FROM text_copies FINAL
    WHERE (sha256, previous_sha256) IN (SELECT sha256, previous_sha256 FROM page)
) AS t ON t.sha256 = page.sha256 AND t.previous_sha256 = page.previous_sha256
ORDER BY share DESC, year DESC, report
