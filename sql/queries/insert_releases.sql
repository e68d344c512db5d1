INSERT INTO releases (name, generation, note, created_at, tables, rows, hashes)
