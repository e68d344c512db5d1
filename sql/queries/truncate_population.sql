TRUNCATE TABLE population
