SELECT name, generation, note, created_at, tables, rows, hashes FROM releases ORDER BY created_at, name
