INSERT INTO population_added (code, year, residents, source, loaded_at)
