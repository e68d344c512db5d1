-- Reports of a generation. Empty arrays, '' and 0 mean all. text matches a part of the issuer's name, its place or the title.
SELECT issuer, year, origin, revision, revisions, id, issuer_name, level, code, region_name, province, form, scope, title, published_on, sha256,
    source_name, source_url, facts, findings, quarantine, count() OVER () AS total
FROM gen_reports
WHERE generation = {generation:UInt64}
    AND empty(quarantine) != {quarantined:Bool}
    AND (id = {id:String} OR {id:String} = '')
    AND (code IN {codes:Array(UInt32)} OR empty({codes:Array(UInt32)}))
    AND (level = {level:String} OR {level:String} = '')
    AND (form = {form:String} OR {form:String} = '')
    AND (year BETWEEN {from:UInt16} AND {to:UInt16})
    AND ({text:String} = '' OR position(concat(issuer_name, ' ', region_name, ' ', title), {text:String}) > 0)
ORDER BY year DESC, province, code, issuer_name, issuer, origin
LIMIT {limit:UInt32} OFFSET {offset:UInt32}
