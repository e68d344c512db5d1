-- The text that a revision was read from, or, for one from before texts were kept by revision, the last one before it.
SELECT text FROM documents WHERE sha256 = {sha256:String} AND revision <= {revision:UInt64} ORDER BY revision DESC, stored_at DESC LIMIT 1
