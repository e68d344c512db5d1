TRUNCATE TABLE rate_parts
