INSERT INTO documents (sha256, name, media_type, charset, size, url, title, text, stored_at)
