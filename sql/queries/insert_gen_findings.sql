INSERT INTO gen_findings (generation, issuer, year, origin, code, rule, severity, message_zh, message_en, metrics, left, right, quotes, starts, ends, previous_quotes, previous_starts, previous_ends)
