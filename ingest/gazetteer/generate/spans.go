package main

import "strings"

// place is one line of places.csv: a code under one name from a year's end to a year's end, both inclusive; 0 is open.
type place struct {
	code, name string
	from, to   int
	successor  string
}

// newestRevision is the last revision the packages hold; what stands in it is in force.
const newestRevision = "202306"

// firstYear is the first year the spans cover; what stands in their first revision was in force before.
const firstYear = 2002

// pseudo lists codes that statistics or single revisions use and GB/T 2260 does not know: districts of 大兴安岭, 冷湖 and 大柴旦,
// the two counties that 河北 reports to directly, a first code of 繁昌区.
var pseudo = map[string]bool{
	"232761": true, "232762": true, "232763": true, "232764": true,
	"460321": true, "460322": true, "460323": true, "620201": true, "632857": true, "139001": true, "139002": true, "340211": true,
	"232702": true, "232703": true, "232704": true,
}

type change struct {
	year       int
	successors []string
}

type unit struct{ code, name string }

// span is what the packages say of a unit: the first and the last revision that list it, YYYYMM.
type span struct{ first, last string }

// datePlaces gives every unit of the spans its years: the year's end of a change counts, so a unit abolished in 2010 was
// last in force in 2009 and its successor is in force from 2010.
func datePlaces(rows, changeRows, spellingRows []map[string]string) []place {
	spans := mergeSpans(rows, spellingRows)
	ended, begun, mayBegin := indexChanges(changeRows)
	for u := range begun { // units that a change names and no package holds
		if _, ok := spans[u]; !ok {
			spans[u] = span{newestRevision, newestRevision}
		}
	}
	var out []place
	for u, s := range spans {
		p := place{code: u.code, name: u.name, from: firstYear}
		if s.first != "200212" {
			p.from = atoi(s.first[:4])
		}
		if y, ok := begun[u]; ok {
			p.from = y
		} else if y, ok := mayBegin[u]; ok && y <= p.from {
			p.from = y
		}
		if c, ok := ended[u]; ok {
			p.to, p.successor = c.year-1, c.successors[0]
		} else if s.last != newestRevision && !outsideMainland(u.code) {
			p.to = atoi(s.last[:4])
		}
		if p.to == 0 || p.from <= p.to { // a unit that came and went within one year never saw a year's end
			out = append(out, p)
		}
	}
	sortPlaces(out)
	return out
}

// mergeSpans joins the spans of one code and name, which are cut where the prefecture's name changed, and drops what is no
// unit. Misspelt names of single revisions count for the right name.
func mergeSpans(rows, spellingRows []map[string]string) map[unit]span {
	right := map[unit]string{}
	for _, r := range spellingRows {
		right[unit{r["code"], r["printed"]}] = r["name"]
	}
	spans := map[unit]span{}
	for _, r := range rows {
		u := unit{r["code"], r["name"]}
		if pseudo[u.code] || u == (unit{"232701", "加格达奇区"}) || strings.Contains(u.name, "直辖") || strings.HasSuffix(u.name, "市市辖区") {
			continue
		}
		if name, ok := right[u]; ok {
			u.name = name
		}
		s, ok := spans[u]
		if !ok || r["first_rev"] < s.first {
			s.first = r["first_rev"]
		}
		if r["last_rev"] > s.last {
			s.last = r["last_rev"]
		}
		spans[u] = s
	}
	return spans
}

// outsideMainland says whether the newest package leaves the code out although it is in force.
func outsideMainland(code string) bool {
	return strings.HasPrefix(code, "71") || strings.HasPrefix(code, "81") || strings.HasPrefix(code, "82")
}

// indexChanges gives, for each unit, the change that ended it and the year in which a change began it. Units that took in
// another one stood before or were made for it: for them the packages decide whether the year of the change is the first.
func indexChanges(rows []map[string]string) (ended map[unit]change, begun, mayBegin map[unit]int) {
	ended, begun, mayBegin = map[unit]change{}, map[unit]int{}, map[unit]int{}
	for _, r := range rows {
		c := change{year: atoi(r["year"]), successors: strings.Fields(r["successors"])}
		names := strings.Fields(r["successor_names"])
		if r["code"] != "" {
			ended[unit{r["code"], r["name"]}] = c
		}
		for i, code := range c.successors {
			u := unit{code, names[i]}
			if r["kind"] == "merged" || r["kind"] == "split" {
				mayBegin[u] = c.year
			} else {
				begun[u] = c.year
			}
		}
	}
	return ended, begun, mayBegin
}
