ALTER TABLE {table:Identifier} DROP PARTITION ID {partition_id:String}
