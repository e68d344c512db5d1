INSERT INTO reference (name, hash, loaded_at)
