SELECT metric, year, toUInt32(countIf(value IS NOT NULL)) AS valued, toUInt32(countIf(value IS NULL)) AS other
FROM gen_facts_by_metric
WHERE generation = {generation:UInt64} AND (metric IN {metrics:Array(UInt16)} OR empty({metrics:Array(UInt16)}))
GROUP BY metric, year
ORDER BY metric, year
