TRUNCATE TABLE region_years
