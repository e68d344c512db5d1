INSERT INTO metrics (num, id, base, applicant, zh, en, unit, theme, kind, polarity, additive, context)
