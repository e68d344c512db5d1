SELECT text FROM documents WHERE sha256 = {sha256:String} ORDER BY stored_at DESC LIMIT 1
