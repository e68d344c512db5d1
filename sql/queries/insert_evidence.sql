INSERT INTO evidence (issuer, year, origin, revision, metric, scope, seq, value, quote, start, end, table_no, row, col, rule)
