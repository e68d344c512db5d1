SELECT code, year, residents, source FROM population ORDER BY code, year
