INSERT INTO regions (code, name, level, province, prefecture, parent, from_year, to_year, successor, pinyin, aliases)
