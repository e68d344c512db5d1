-- What a generation holds: rows and a hash of the content, which two databases with the same reports share.
SELECT 'reports' AS name, toUInt64(count()) AS rows,
    hex(sum(sipHash64(issuer, year, origin, id, issuer_name, level, code, region_name, province, form, scope, title, published_on, sha256, quarantine))) AS hash
FROM gen_reports WHERE generation = {generation:UInt64}
UNION ALL
SELECT 'facts', toUInt64(count()), hex(sum(sipHash64(issuer, year, metric, scope, origin, level, code, form, ifNull(toString(value), 'NULL'), status, qualifier, source)))
FROM gen_facts WHERE generation = {generation:UInt64}
UNION ALL
SELECT 'areas', toUInt64(count()), hex(sum(sipHash64(level, measure, year, code, ifNull(toString(num), 'NULL'), ifNull(toString(den), 'NULL'), status, qualifier, basis, reported, expected, docs, form, issuer, origin)))
FROM gen_areas WHERE generation = {generation:UInt64}
