INSERT INTO text_sketches (issuer, year, origin, revision, sha256, runes, shingles, sketch)
