"""Five questions of an analyst, one request each, with nothing but Python's standard library.

Usage: python3 questions.py http://127.0.0.1:8080

The server must hold the sample figures, a release 2026.1 of them, and one corrected figure published after it. The expected
figures are those of ingest/sample/figures.csv; intervals are computed here from their formulas.
"""

import json
import math
import sys
import urllib.parse
import urllib.request

requests_made = 0


def ask(path, **parameters):
    global requests_made
    requests_made += 1
    url = sys.argv[1] + path + "?" + urllib.parse.urlencode(parameters)
    with urllib.request.urlopen(url, timeout=30) as response:
        answer = json.load(response)
    assert answer["complete"], url
    return answer


def disclosures_of_all_counties():
    """How much did each county of 湖南省 disclose in each year?"""
    answer = ask("/v1/aggregates", measure="disclosure.total", level="county", parent="430000", time="2008..2025")
    values = {(r["region"], r["year"]): r["value"] for r in answer["data"]}
    assert values["430621", 2012] == 7954, "岳阳县 2012"
    assert values["430621", 2013] is None, "a year without a report is missing and not zero"
    assert len({region for region, _ in values}) > 100, "all counties are listed, with or without a report"
    return f'{answer["coverage"]["reported"]} of {answer["coverage"]["expected"]} county-years known'


def rates_by_province():
    """How many requests and reviews were there by province, with intervals?"""
    answer = ask("/v1/aggregates", measure="rate.granted~rate.review~rate.requests_per_100k", level="province", time="2019..2023", missing="omit")
    rated = [r for r in answer["data"] if r["value"] is not None]
    assert rated, "no province has a rate"
    for r in rated:
        assert r["lower"] <= r["value"] <= r["upper"], r
        if r["measure"] == "rate.granted":
            assert close(wilson(r["num"], r["den"]), (r["lower"], r["upper"])), r
    return f"{len(rated)} rates"


def is_it_rising():
    """Is the share of granted requests of one place rising since 2019, looking across no change of definition?"""
    answer = ask("/v1/trends", measure="rate.granted", region="310000", time="2019..2025")
    (row,) = answer["data"]
    assert row["marker"] in ("increasing", "decreasing", "no_change", "cannot_be_calculated"), row
    assert row["dispersion"] >= 1, row
    assert row["from_year"] is None or row["from_year"] >= 2019, "the segment starts with its definition"
    return f'{row["region_name"]}: {row["marker"]} ({row["marker_status"]})'


def outside_the_funnel():
    """Who lies outside the 99.8 % limits?"""
    answer = ask("/v1/funnel", measure="rate.granted", level="prefecture", time="2023", fields="region,region_name,value,num,den,category,status")
    judged = [r for r in answer["data"] if r["value"] is not None]
    assert any(r["region"] == "321300" for r in judged), "宿迁市 2023 takes part"
    outside = [r["region_name"] for r in judged if r["category"] in ("high_0.001", "low_0.001")]
    assert answer["flagged"] >= len(outside), answer["flagged"]
    return f'{len(judged)} judged, outside: {outside}; {answer["funnel_status"]}'


def what_changed():
    """Which values changed between the release and what is current?"""
    answer = ask("/v1/releases/2026.1/changes")
    (row,) = answer["data"]
    assert (row["measure"], row["year"], row["before"], row["after"], row["kind"]) == ("requests.received.total", 2023, 3511, 3512, "revised"), row
    return f'{row["issuer"]} {row["year"]}: {row["before"]} -> {row["after"]}'


def wilson(x, n, z=1.959963984540054):
    """The score interval of Wilson (1927)."""
    p, half = x / n, z * math.sqrt(x / n * (1 - x / n) / n + z * z / (4 * n * n))
    return (p + z * z / (2 * n) - half) / (1 + z * z / n), (p + z * z / (2 * n) + half) / (1 + z * z / n)


def close(a, b):
    return all(math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12) for x, y in zip(a, b))


for number, question in enumerate((disclosures_of_all_counties, rates_by_province, is_it_rising, outside_the_funnel, what_changed), 1):
    print(f"{number}. {question.__doc__} {question()}")
    assert requests_made == number, "one request a question"
