-- Ends the query of listen.sql, which belongs to the engine's own local session and so to no network client.
KILL QUERY WHERE query LIKE 'SELECT sleep(31536000)%' AND user != currentUser() ASYNC
