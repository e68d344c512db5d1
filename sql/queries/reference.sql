SELECT name, hash FROM reference FINAL
