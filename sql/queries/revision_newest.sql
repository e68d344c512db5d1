SELECT max(revision) AS revision FROM reports
