package dashboard

import (
	"context"
	"net/url"
)

// dataset is one table that can be had as a whole.
type dataset struct {
	endpoint *endpoint
	rows     int // -1: not known without reading it
}

// bulkFile is a dataset in one format.
type bulkFile struct {
	dataset
	format  string
	release string
}

var bulkColumns = column[bulkFile]{
	"id":         func(f bulkFile) any { return f.endpoint.ID },
	"name_zh":    func(f bulkFile) any { return f.endpoint.ZH },
	"name_en":    func(f bulkFile) any { return f.endpoint.EN },
	"format":     func(f bulkFile) any { return f.format },
	"media_type": func(f bulkFile) any { return formats[f.format].mediaType },
	"rows":       func(f bulkFile) any { return f.knownRows() },
	"url":        func(f bulkFile) any { return f.url() },
}

func (f bulkFile) knownRows() any {
	if f.rows < 0 {
		return nil
	}
	return f.rows
}

// url pins the release: after a new one the address says so and never gives other rows.
func (f bulkFile) url() string {
	return f.endpoint.Path + "." + f.format + "?release=" + url.QueryEscape(f.release)
}

// bulkFormats are those in which a table has no limit of rows.
var bulkFormats = []string{"csv", "ndjson", "parquet", "arrow"}

// bulk answers /v1/bulk: every table as a file. The hash of a file stands in its own last line.
func (a *api) bulk(_ context.Context, q *apiQuery) (*answer, error) {
	var files []bulkFile
	for _, d := range a.datasets(q) {
		for _, name := range bulkFormats {
			files = append(files, bulkFile{d, name, q.release.ID})
		}
	}
	return listed(q, bulkColumns, files)
}

// datasets are the tables in the order of api.yaml, with their rows where the release or the dictionary tells them.
func (a *api) datasets(q *apiQuery) []dataset {
	rows := map[string]int{
		"observations": q.release.Facts, "reports": q.release.Reports, "regions": len(q.atlas.codes), "metrics": len(a.dictionaryEntries()),
	}
	var out []dataset
	for _, id := range a.spec.Datasets {
		n, ok := rows[id]
		if !ok {
			n = -1
		}
		out = append(out, dataset{a.spec.endpoint(id), n})
	}
	return out
}

// fieldTypes are the column types of api.yaml in the words of Frictionless and of CSVW.
var fieldTypes = map[string]struct{ frictionless, csvw string }{
	"text": {"string", "string"}, "list": {"string", "string"}, "nested": {"string", "string"},
	"integer": {"integer", "integer"}, "number": {"number", "double"}, "boolean": {"boolean", "boolean"},
}

// dataPackage answers /v1/datapackage.json (Frictionless Data Package).
func (a *api) dataPackage(_ context.Context, q *apiQuery) (*answer, error) {
	resources := []object{}
	for _, d := range a.datasets(q) {
		fields := []object{}
		for _, name := range d.endpoint.Flat {
			c := a.spec.column[name]
			fields = append(fields, object{"name": name, "type": fieldTypes[c.Type].frictionless, "title": c.ZH, "description": c.EN})
		}
		resources = append(resources, object{
			"name": d.endpoint.ID, "title": d.endpoint.ZH, "description": d.endpoint.Purpose.ZH + " " + d.endpoint.Purpose.EN,
			"path": bulkFile{d, "csv", q.release.ID}.url(), "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
			"dialect": object{"commentChar": "#"}, "schema": object{"fields": fields, "missingValues": []string{""}},
		})
	}
	return &answer{raw: object{
		"profile": "tabular-data-package", "name": "gongkai", "title": "政府信息公开年报指标", "version": q.release.ID, "resources": resources,
	}}, nil
}

// csvMetadata answers /v1/csv-metadata.json (CSV on the Web).
func (a *api) csvMetadata(_ context.Context, q *apiQuery) (*answer, error) {
	tables := []object{}
	for _, d := range a.datasets(q) {
		columns := []object{}
		for _, name := range d.endpoint.Flat {
			c := a.spec.column[name]
			columns = append(columns, object{
				"name": name, "titles": name, "datatype": fieldTypes[c.Type].csvw, "dc:description": []object{{"@value": c.ZH, "@language": "zh"}, {"@value": c.EN, "@language": "en"}},
			})
		}
		tables = append(tables, object{
			"url": bulkFile{d, "csv", q.release.ID}.url(), "dc:title": d.endpoint.ZH, "dialect": object{"commentPrefix": "#", "encoding": "utf-8"},
			"tableSchema": object{"columns": columns},
		})
	}
	return &answer{raw: object{
		"@context": []any{"http://www.w3.org/ns/csvw", object{"@language": "zh"}}, "dc:title": "政府信息公开年报指标", "tables": tables,
	}}, nil
}

// catalog answers /v1/catalog.jsonld (DCAT): every table with its distributions.
func (a *api) catalog(_ context.Context, q *apiQuery) (*answer, error) {
	datasets := []object{}
	for _, d := range a.datasets(q) {
		distributions := []object{}
		for _, name := range bulkFormats {
			distributions = append(distributions, object{
				"@type": "Distribution", "accessURL": bulkFile{d, name, q.release.ID}.url(), "mediaType": formats[name].accept[0],
			})
		}
		datasets = append(datasets, object{
			"@type": "Dataset", "identifier": d.endpoint.ID, "title": object{"zh": d.endpoint.ZH, "en": d.endpoint.EN},
			"description": object{"zh": d.endpoint.Purpose.ZH, "en": d.endpoint.Purpose.EN}, "version": q.release.ID, "distribution": distributions,
		})
	}
	return &answer{raw: object{
		"@context": object{
			"@vocab": "http://www.w3.org/ns/dcat#", "title": object{"@id": "http://purl.org/dc/terms/title", "@container": "@language"},
			"description": object{"@id": "http://purl.org/dc/terms/description", "@container": "@language"},
			"identifier":  "http://purl.org/dc/terms/identifier",
		},
		"@type": "Catalog", "title": object{"zh": "政府信息公开年报指标", "en": "Figures of disclosure annual reports"}, "dataset": datasets,
	}}, nil
}
