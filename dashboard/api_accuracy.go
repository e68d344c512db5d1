package dashboard

import "context"

var accuracyColumns = column[measured]{
	"by":              func(m measured) any { return string(m.By) },
	"group":           func(m measured) any { return m.Name },
	"documents":       func(m measured) any { return m.Documents },
	"faultless":       func(m measured) any { return m.Faultless },
	"correct":         func(m measured) any { return m.Right },
	"missed":          func(m measured) any { return m.Missed },
	"wrong":           func(m measured) any { return m.Wrong },
	"recall":          func(m measured) any { return floatCell(m.Recall.Value) },
	"recall_lower":    func(m measured) any { return floatCell(m.Recall.Lower) },
	"recall_upper":    func(m measured) any { return floatCell(m.Recall.Upper) },
	"precision":       func(m measured) any { return floatCell(m.Precision.Value) },
	"precision_lower": func(m measured) any { return floatCell(m.Precision.Lower) },
	"precision_upper": func(m measured) any { return floatCell(m.Precision.Upper) },
}

// qualityAccuracy answers /v1/quality/accuracy: how well the extraction reads its test corpus, and which corpus that is. It
// belongs to the program and not to the data: every release gives the same.
func (a *api) qualityAccuracy(_ context.Context, q *apiQuery) (*answer, error) {
	out, err := listed(q, accuracyColumns, measuredGroups(a.accuracy))
	if err != nil {
		return nil, err
	}
	out.around = []member{{"corpus", map[string]any{"sha256": a.accuracy.SHA256, "documents": a.accuracy.Documents}}}
	return out, nil
}
