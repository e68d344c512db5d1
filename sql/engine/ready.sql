-- Answers when the engine is up and knows the generated password, so another program on the same port is not taken for it.
SELECT version()
