package dashboard

import (
	"net/http"
	"path"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"gongkai/ingest/disclosure"
)

// format is one way to write an answer. All formats are written from the same answer, so they hold the same numbers.
type format struct {
	name      string
	mediaType string
	accept    []string // media types of an Accept header that ask for it
	flat      bool     // rows of plain cells: nested values become JSON text
	stream    bool     // written row by row, whatever their number, with an end mark
	whole     bool     // always has every column of the endpoint
	file      string   // extension of a saved file when it is not the name
	write     func(w *answerWriter) error
}

// formats is every format by name; which of them an endpoint has stands in api.yaml.
var formats = map[string]*format{
	"json":   {mediaType: "application/json; charset=utf-8", accept: []string{"application/json"}, write: writeJSON},
	"csv":    {mediaType: "text/csv; charset=utf-8; header=present", accept: []string{"text/csv"}, flat: true, stream: true, write: writeCSV},
	"ndjson": {mediaType: "application/x-ndjson; charset=utf-8", accept: []string{"application/x-ndjson"}, stream: true, write: writeNDJSON},
	"txt":    {mediaType: "text/plain; charset=utf-8", accept: []string{"text/plain"}, write: writeText},
	"atom":   {mediaType: "application/atom+xml; charset=utf-8", accept: []string{"application/atom+xml"}, write: writeAtom},
	"xlsx": {
		mediaType: xlsxType, accept: []string{xlsxType}, flat: true, write: writeXLSX,
	},
	"parquet": {mediaType: parquetType, accept: []string{parquetType}, flat: true, stream: true, write: writeParquet},
	"arrow":   {mediaType: arrowType, accept: []string{arrowType}, flat: true, stream: true, file: "arrows", write: writeArrow},
	"jsonstat": {
		mediaType: "application/json; profile=\"" + jsonStatProfile + "\"", accept: []string{"application/vnd.json-stat+json"},
		whole: true, file: "json", write: writeJSONStat,
	},
	"sdmx-csv": {
		mediaType: sdmxType + ";version=2.0.0; charset=utf-8", accept: []string{sdmxType}, flat: true, whole: true, file: "csv", write: writeSDMX,
	},
}

const (
	xlsxType        = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	parquetType     = "application/vnd.apache.parquet"
	arrowType       = "application/vnd.apache.arrow.stream"
	sdmxType        = "application/vnd.sdmx.data+csv"
	jsonStatProfile = "https://json-stat.org/format/"
)

func init() {
	for name, f := range formats {
		f.name = name
		if f.file == "" {
			f.file = name
		}
	}
}

// chooseFormat picks the format: the parameter wins over the extension, the extension over Accept. It gives not-acceptable
// when Accept names nothing that the endpoint has.
func chooseFormat(r *http.Request, q *apiQuery) (*format, error) {
	e := q.endpoint
	if name := q.text("format"); name != "" {
		return formats[name], nil
	}
	if e.extensible() {
		q.extension = strings.TrimPrefix(path.Ext(r.URL.Path), ".")
	}
	if q.extension != "" {
		return formats[q.extension], nil
	}
	if chosen := acceptable(r.Header.Get("Accept"), e.Formats); chosen != nil {
		return chosen, nil
	}
	var media []string
	for _, name := range e.Formats {
		media = append(media, formats[name].accept...)
	}
	return nil, newProblem(problemNotAcceptable, "没有 Accept 所要的格式；可用：%s", "no format that Accept asks for; there is: %s", strings.Join(media, ", ")).
		with(fieldError{Parameter: "Accept", Given: clip(r.Header.Get("Accept")), Allowed: media})
}

// acceptable is the best of the endpoint's formats for an Accept header (RFC 9110, 12.5.1): the highest quality, then the
// most exact range, then the endpoint's own order. Browsers ask for text/html and take */*: they get the default.
func acceptable(header string, names []string) *format {
	if strings.TrimSpace(header) == "" {
		return formats[names[0]]
	}
	type wish struct {
		format  *format
		quality float64
		exact   int
	}
	var wishes []wish
	for _, name := range names {
		f := formats[name]
		best := wish{format: f}
		for _, part := range strings.Split(header, ",") {
			media, quality := splitQuality(part)
			if exact := matches(media, f.accept); exact > best.exact {
				best.quality, best.exact = quality, exact
			}
		}
		if best.exact > 0 && best.quality > 0 {
			wishes = append(wishes, best)
		}
	}
	if len(wishes) == 0 {
		return nil
	}
	sort.SliceStable(wishes, func(i, j int) bool {
		if wishes[i].quality != wishes[j].quality {
			return wishes[i].quality > wishes[j].quality
		}
		return wishes[i].exact > wishes[j].exact
	})
	return wishes[0].format
}

func splitQuality(part string) (media string, quality float64) {
	fields := strings.Split(part, ";")
	quality = 1
	for _, f := range fields[1:] {
		if v, ok := strings.CutPrefix(strings.TrimSpace(f), "q="); ok {
			quality, _ = strconv.ParseFloat(v, 64) // not a number: unwanted, quality 0
		}
	}
	return strings.ToLower(strings.TrimSpace(fields[0])), quality
}

// matches ranks how exactly a media range names one of the types: 3 the type itself, 2 type/*, 1 */*, 0 not at all.
func matches(media string, types []string) int {
	best := 0
	for _, t := range types {
		family, _, _ := strings.Cut(t, "/")
		switch media {
		case t:
			best = 3
		case family + "/*":
			best = max(best, 2)
		case "*/*":
			best = max(best, 1)
		}
	}
	return best
}

var apiLanguages = language.NewMatcher([]language.Tag{language.Chinese, language.English})

// languageOf is the language of the texts in an answer: the lang parameter, else Accept-Language, else Chinese.
func languageOf(r *http.Request) string {
	if v := r.URL.Query().Get("lang"); v == "zh" || v == "en" {
		return v
	}
	_, index := language.MatchStrings(apiLanguages, r.Header.Get("Accept-Language"))
	return []string{"zh", "en"}[index]
}

// textIn is a parameter's, column's or endpoint's text in a language.
func textIn(lang, zh, en string) string { return disclosure.Text{ZH: zh, EN: en}.In(lang) }
