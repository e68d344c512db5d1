SELECT * FROM gen_reports WHERE generation = {generation:UInt64} AND id = {id:String} LIMIT 1
