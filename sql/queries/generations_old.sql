-- Partitions of the reading copies that belong to generations before the current one and to no release, or to a build that
-- never finished; one that began lately may still be under way in another program.
SELECT table, partition_id, toUInt64OrZero(extract(partition, '\\d+')) AS generation
FROM system.parts
WHERE database = currentDatabase() AND table LIKE 'gen\\_%' AND active
GROUP BY table, partition_id, partition
HAVING (generation < {current:UInt64} OR generation > {current:UInt64} AND generation < {begun:UInt64}) AND generation NOT IN (SELECT generation FROM releases)
