INSERT INTO findings (issuer, year, origin, revision, seq, code, rule, severity, message_zh, message_en, metrics, left, right, quotes, starts, ends)
