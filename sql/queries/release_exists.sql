SELECT toUInt64(count()) AS found FROM releases WHERE name = {name:String}
