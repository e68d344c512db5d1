SELECT code, year, residents, source FROM gen_population WHERE generation = {generation:UInt64} ORDER BY code, year
