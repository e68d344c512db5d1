-- Facts as reported, with the report they come from. Empty arrays and '' mean all; after is the key of the last row given.
-- Values are in millionths, as they are kept.
SELECT f.issuer, f.year, f.metric, f.scope, reinterpretAsInt64(f.value) AS number, f.status, f.qualifier, f.source, f.origin, f.revision, f.level, f.code, f.form,
    r.id AS report, r.issuer_name, r.region_name, r.province
FROM gen_facts AS f
INNER JOIN (SELECT * FROM gen_reports WHERE generation = {generation:UInt64}) AS r
    ON r.issuer = f.issuer AND r.year = f.year AND r.origin = f.origin
WHERE f.generation = {generation:UInt64}
    AND (f.metric IN {metrics:Array(UInt16)} OR empty({metrics:Array(UInt16)}))
    AND (f.code IN {codes:Array(UInt32)} OR empty({codes:Array(UInt32)}))
    AND (f.level = {level:String} OR {level:String} = '')
    AND (f.issuer = {issuer:UInt64} OR {issuer:UInt64} = 0)
    AND (toString(f.form) IN {forms:Array(String)} OR empty({forms:Array(String)}))
    AND (f.scope = {scope:String} OR {scope:String} = '')
    AND (toString(f.status) IN {statuses:Array(String)} OR empty({statuses:Array(String)}))
    AND f.year BETWEEN {from:UInt16} AND {to:UInt16}
    AND (f.issuer, f.year, f.metric, toUInt8(f.scope)) > ({after_issuer:UInt64}, {after_year:UInt16}, {after_metric:UInt16}, {after_scope:UInt8})
ORDER BY f.issuer, f.year, f.metric, f.scope
LIMIT {limit:UInt32}
