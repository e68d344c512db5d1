INSERT INTO population (code, year, residents, source)
