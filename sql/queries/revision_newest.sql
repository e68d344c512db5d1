-- The newest revision and how many rows there are: together they change with every publish. And how many facts there are, which says
-- how much work the copies are.
SELECT max(revision) AS revision, count() AS rows, (SELECT count() FROM facts) AS facts FROM reports
