-- Residents by place and year; what a user loaded replaces the built-in figure of the same year.
SELECT code, year, argMax(residents, rank) AS residents, argMax(source, rank) AS source
FROM
(
    SELECT code, year, residents, source, 0 AS rank FROM population
    UNION ALL
    SELECT code, year, residents, source, 1 FROM population_added FINAL
)
GROUP BY code, year
ORDER BY code, year
