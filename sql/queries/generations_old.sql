-- Partitions of the reading copies that belong to generations before the given one and to no release, or to a build that
-- never finished.
SELECT table, partition_id, toUInt64OrZero(extract(partition, '\\d+')) AS generation
FROM system.parts
WHERE database = currentDatabase() AND table LIKE 'gen\\_%' AND active
GROUP BY table, partition_id, partition
HAVING (generation < {keep:UInt64} OR generation > {newest:UInt64}) AND generation NOT IN (SELECT generation FROM releases)
