-- Residents by place and year; what a user loaded replaces the built-in figure of the same year.
INSERT INTO gen_population
SELECT {generation:UInt64}, code, year, argMax(residents, rank), argMax(source, rank)
FROM
(
    SELECT code, year, residents, source, 0 AS rank FROM population
    UNION ALL
    SELECT code, year, residents, source, 1 FROM population_added FINAL
)
GROUP BY code, year
