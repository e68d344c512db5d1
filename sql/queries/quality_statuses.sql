SELECT status, toUInt64(count()) AS facts FROM gen_facts WHERE generation = {generation:UInt64} GROUP BY status ORDER BY status
