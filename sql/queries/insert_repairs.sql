INSERT INTO repairs (issuer, year, origin, revision, start, end, kind, read)
