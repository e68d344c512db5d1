SELECT toUInt64(count()) AS peers FROM gen_peers WHERE generation = {generation:UInt64}
