SELECT code, name, level, province, prefecture, parent, from_year, to_year, successor, pinyin, aliases FROM regions ORDER BY code, from_year
