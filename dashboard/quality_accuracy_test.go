package dashboard

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gongkai/ingest/accuracy"
)

// TestQualityShowsTheAccuracy checks that /quality prints every count of the committed result, a form without a sample as such,
// and never more than was reached.
func TestQualityShowsTheAccuracy(t *testing.T) {
	result, err := accuracy.Published()
	if err != nil {
		t.Fatal(err)
	}
	s := newWorldServer(t, &world{})
	for lang, missing := range map[string]string{"zh": "没有样例", "en": "no sample"} {
		body := get(t, s, "/quality?lang="+lang).Body.String()
		if !strings.Contains(body, `id="accuracy"`) || !strings.Contains(body, `id="accuracy-family"`) || !strings.Contains(body, result.SHA256[:fingerprint]) {
			t.Fatalf("%s: the page lacks the figures on accuracy or the corpus they come from", lang)
		}
		for _, g := range result.Groups {
			counts := fmt.Sprintf("%s / %s", groupedNumber(float64(g.Right)), groupedNumber(float64(g.Stated())))
			if lang == "en" {
				counts = strings.Replace(counts, "/", "of", 1)
			}
			if g.Stated() == 0 {
				counts = missing
			}
			if !strings.Contains(body, counts) {
				t.Errorf("%s: %s %s: no %q on the page", lang, g.By, g.Name, counts)
			}
		}
	}
}

func TestPercentDown(t *testing.T) {
	for v, want := range map[float64]string{1: "100.00%", 0: "0.00%", 0.57: "57.00%", 7405.0 / 7406: "99.98%", 99999.0 / 100000: "99.99%", 1.0 / 3: "33.33%"} {
		if got := percentDown(v); got != want {
			t.Errorf("%v printed as %s, want %s", v, got, want)
		}
	}
}

// TestMeasuredGroups compares the intervals with Wilson's closed form: x = n = 10 at 95 % gives 10/(10 + 1.959964²) = 0.722467.
func TestMeasuredGroups(t *testing.T) {
	m := measuredGroups(accuracy.Result{Groups: []accuracy.Group{{Right: 10}, {}}})
	if got := *m[0].Recall.Lower; got < 0.722466 || got > 0.722468 || *m[0].Recall.Upper != 1 {
		t.Errorf("10 of 10 gives %v to %v, want 0.722467 to 1", got, *m[0].Recall.Upper)
	}
	if m[1].Recall.Value != nil || m[1].Precision.Value != nil {
		t.Error("nothing measured gives a value")
	}
}

// TestRegionFoldsWhatItCannotDraw checks that a measure without a value is one closed line with its reason on a place's page.
func TestRegionFoldsWhatItCannotDraw(t *testing.T) {
	body := get(t, newWorldServer(t, &world{}), "/r/430621?time=2008..2009").Body.String()
	if !strings.Contains(body, `<ul class="unfilled card">`) || !strings.Contains(body, "没有可以画出的数值：未收集 2 年") {
		t.Errorf("no folded line with its reason:\n%s", body)
	}
	if strings.Contains(body, "<details open") {
		t.Error("a table stands open")
	}
}

// TestAccuracyEndpoint checks that /v1/quality/accuracy gives the committed counts, names the corpus, and leaves the shares of a
// group without figures empty.
func TestAccuracyEndpoint(t *testing.T) {
	result, err := accuracy.Published()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Data []struct {
			By     string   `json:"by"`
			Group  string   `json:"group"`
			Right  int      `json:"correct"`
			Recall *float64 `json:"recall"`
		} `json:"data"`
		Corpus struct {
			SHA256 string `json:"sha256"`
		} `json:"corpus"`
	}
	body := get(t, newWorldServer(t, &world{}), "/v1/quality/accuracy").Body.Bytes()
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	if got.Corpus.SHA256 != result.SHA256 || len(got.Data) != len(result.Groups) {
		t.Fatalf("corpus %q with %d groups, want %q with %d: %s", got.Corpus.SHA256, len(got.Data), result.SHA256, len(result.Groups), body)
	}
	for i, g := range result.Groups {
		if d := got.Data[i]; d.By != string(g.By) || d.Group != g.Name || d.Right != g.Right || (d.Recall == nil) != (g.Stated() == 0) {
			t.Errorf("%+v, want %+v", d, g)
		}
	}
}
