-- A sign of life when a connection is opened.
SELECT 1
