INSERT INTO region_years (year, code, level, parent, in_force, province)
