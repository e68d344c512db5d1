SELECT generation, revision, reports, facts, issuers, built_at FROM generations WHERE generation = {generation:UInt64} LIMIT 1
