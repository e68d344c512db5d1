SELECT issuer, year, origin, revision, revisions, id, issuer_name, level, code, region_name, province, form, scope, title, published_on, sha256,
    source_name, source_url, facts, findings, quarantine, toUInt64(1) AS total
FROM gen_reports
WHERE generation = {generation:UInt64} AND id = {id:String}
LIMIT 1
