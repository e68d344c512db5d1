SELECT generation, revision, reports, facts, issuers, built_at FROM generations ORDER BY generation DESC LIMIT 1
