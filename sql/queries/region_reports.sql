SELECT code, toUInt32(count()) AS reports
FROM gen_reports
WHERE generation = {generation:UInt64} AND empty(quarantine)
GROUP BY code
