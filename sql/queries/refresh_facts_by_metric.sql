INSERT INTO gen_facts_by_metric
SELECT * FROM gen_facts WHERE generation = {generation:UInt64}
