-- Whether the whole-area report of a region and year is held, and in which form: tells "nothing stated" from "not collected".
SELECT code, year, any(form) AS form
FROM gen_reports
WHERE generation = {generation:UInt64} AND empty(quarantine) AND scope = 'aggregate' AND level NOT IN ('township', 'department')
    AND (code IN {codes:Array(UInt32)} OR empty({codes:Array(UInt32)}))
    AND year BETWEEN {from:UInt16} AND {to:UInt16}
GROUP BY code, year
