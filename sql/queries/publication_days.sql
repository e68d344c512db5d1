-- How many reports of one level and year were published on which day; '' where a report does not say.
SELECT level, year, published_on, toUInt32(count()) AS reports
FROM gen_reports
WHERE generation = {generation:UInt64} AND empty(quarantine) AND origin = 'document' AND level != ''
    AND (code IN {codes:Array(UInt32)} OR empty({codes:Array(UInt32)}))
    AND (level = {level:String} OR {level:String} = '')
    AND (province = {province:String} OR {province:String} = '')
    AND year BETWEEN {from:UInt16} AND {to:UInt16}
GROUP BY level, year, published_on
ORDER BY level, year, published_on
