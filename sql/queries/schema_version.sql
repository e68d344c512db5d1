-- The newest migration that was applied; goose keeps one row for each.
SELECT max(version_id) FROM goose_db_version WHERE is_applied = 1
