INSERT INTO generations
SELECT
    {generation:UInt64}, (SELECT max(revision) FROM reports),
    (SELECT count() FROM gen_reports WHERE generation = {generation:UInt64} AND empty(quarantine)),
    (SELECT count() FROM gen_facts WHERE generation = {generation:UInt64}),
    (SELECT uniqExact(issuer) FROM gen_reports WHERE generation = {generation:UInt64} AND empty(quarantine)),
    now64(3, 'UTC')
