-- The newest revision and how many rows there are: together they change with every publish.
SELECT max(revision) AS revision, count() AS rows FROM reports
