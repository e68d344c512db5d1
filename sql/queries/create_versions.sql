-- The list of applied migrations, as goose makes it. Made here first, so that a user who may not create tables gets the server's
-- own words instead of goose's closed connection.
CREATE TABLE IF NOT EXISTS goose_db_version
(
    version_id Int64,
    is_applied UInt8,
    date       Date DEFAULT now(),
    tstamp     DateTime DEFAULT now()
)
ENGINE = MergeTree
ORDER BY version_id;
