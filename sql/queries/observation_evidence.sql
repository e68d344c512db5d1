-- The words that state the facts of one page of observations, and with seq above 0 what else their reports state. first and last
-- are the keys of the page's first and last row; empty arrays mean all.
-- Values are in millionths, as they are kept.
SELECT e.issuer, e.year, e.metric, e.scope, e.origin, e.revision, e.seq, reinterpretAsInt64(e.value) AS stated, e.quote, e.start, e.end,
    e.table_no, e.row, e.col, e.rule
FROM evidence AS e
WHERE e.issuer BETWEEN {first_issuer:UInt64} AND {last_issuer:UInt64}
    AND (e.metric IN {metrics:Array(UInt16)} OR empty({metrics:Array(UInt16)}))
    AND (e.issuer, e.year, e.metric, toUInt8(e.scope)) >= ({first_issuer:UInt64}, {first_year:UInt16}, {first_metric:UInt16}, {first_scope:UInt8})
    AND (e.issuer, e.year, e.metric, toUInt8(e.scope)) <= ({last_issuer:UInt64}, {last_year:UInt16}, {last_metric:UInt16}, {last_scope:UInt8})
    AND (e.issuer, e.year, e.origin, e.revision) IN
    (
        SELECT issuer, year, origin, revision FROM gen_reports
        WHERE generation = {generation:UInt64} AND issuer BETWEEN {first_issuer:UInt64} AND {last_issuer:UInt64}
            AND (code IN {codes:Array(UInt32)} OR empty({codes:Array(UInt32)}))
    )
ORDER BY e.issuer, e.year, e.metric, e.scope, e.seq
