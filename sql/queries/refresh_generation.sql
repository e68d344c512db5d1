-- The newest revision is that of the copies, not of the reports: another program may have published since they were made.
INSERT INTO generations (generation, revision, reports, facts, issuers, built_at, rows)
SELECT
    {generation:UInt64}, (SELECT max(revision) FROM gen_reports WHERE generation = {generation:UInt64}),
    (SELECT count() FROM gen_reports WHERE generation = {generation:UInt64} AND empty(quarantine)),
    (SELECT count() FROM gen_facts WHERE generation = {generation:UInt64}),
    (SELECT uniqExact(issuer) FROM gen_reports WHERE generation = {generation:UInt64} AND empty(quarantine)),
    now64(3, 'UTC'), {rows:UInt64}
