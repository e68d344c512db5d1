// Package gazetteer knows the places of China with the years in which their codes and names were in force, and the bodies
// that belong to them. It tells a county from a department that is named after it by lists, not by the last character.
//
//	place.go       what a place is; names cut down to their stems
//	load.go        the embedded tables, decoded once
//	gazetteer.go   by code, children, numbers of units
//	find.go        by name, with year, province and prefecture to tell namesakes apart
//	mention.go     every place named in a text, in one pass
//	search.go      what a reader types: names, former names, pinyin, initials, codes
//	issuer.go      the name of a government, office, department or township as a disclosure.Issuer
//	recognition.go the lists of organ nouns, township endings, zones and central bodies
//	population.go  residents by census
//	data/          the tables and where they come from (NOTICE.md)
//	generate/      writes data/places.csv
package gazetteer
