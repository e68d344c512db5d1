INSERT INTO gen_peers (generation, code, place, peer, distance, by_population, by_province)
