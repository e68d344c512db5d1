INSERT INTO gen_similarity (generation, issuer, year, sha256, previous_sha256, runes, estimate)
