INSERT INTO text_copies (sha256, previous_sha256, share, quotes, starts, ends, previous_quotes, previous_starts, previous_ends, compared_at)
