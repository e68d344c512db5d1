INSERT INTO rate_parts (rate, metric, side, parts)
