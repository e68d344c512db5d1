-- Parts that ClickHouse put aside because they were damaged: their rows are no longer in the tables.
SELECT concat(database, '.', table, ' ', name, ': ', reason) AS part
FROM system.detached_parts
WHERE startsWith(coalesce(reason, ''), 'broken')
ORDER BY part
FORMAT TSVRaw
