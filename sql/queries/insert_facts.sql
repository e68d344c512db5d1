INSERT INTO facts (issuer, year, origin, revision, metric, scope, value, status, qualifier, source, raw)
