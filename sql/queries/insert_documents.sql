INSERT INTO documents (sha256, revision, name, media_type, charset, size, url, title, text, stored_at)
