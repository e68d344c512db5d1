SELECT min(year) AS first, max(year) AS last FROM gen_reports WHERE generation = {generation:UInt64} AND empty(quarantine)
