-- What the newest reading copies were built from.
SELECT generation, revision, rows, reports FROM generations ORDER BY generation DESC LIMIT 1
