package main

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// pinnedPaths are addresses of every kind whose answer must stay the same to the byte once it is pinned.
var pinnedPaths = []string{
	"/v1/aggregates?measure=requests.received.total~rate.granted&level=prefecture&time=2021..latest&format=csv",
	"/v1/observations?region=321300&time=2023&format=ndjson",
	"/v1/observations?region=321300&time=latest",
	"/v1/observations?parent=320000&regime=figures&time=2023&format=csv",
	"/v1/aggregates?measure=rate.granted&level=prefecture&time=2023&bench=peers",
	"/v1/aggregates?measure=rate.granted&region=321300&time=2023&bench=set:320000~310000&variant=excl_procedural",
	"/v1/aggregates?measure=requests.received.total&region=321300&time=2021..2023&view=index",
	"/v1/aggregates?measure=requests.received.total&region=321300&time=2021..2023&view=per100k&bench=parent",
	"/v1/aggregates?measure=requests.result.total.total&region=321300&time=2023&group_by=region,year,outcome&view=share",
	"/v1/aggregates?measure=requests.received.total&level=prefecture&time=2023&group_by=region,year,body",
	"/v1/trends?measure=requests.received.total&region=321300",
	"/v1/trends?measure=requests.received.natural_person&region=321300&view=share",
	"/v1/compare?measure=requests.received.total&region=321300~320800~310000&time=2023&view=per100k&bench=nation",
	"/v1/compare?measure=requests.result.granted.total&region=321300~320800&time=2023&view=share",
	"/v1/rankings?measure=requests.received.total&level=prefecture&time=2023&view=per100k",
	"/v1/rankings?measure=rate.granted&level=prefecture&time=2023",
	"/v1/funnel?measure=rate.granted&level=prefecture&time=2023",
	"/v1/flow?region=321300&time=2023",
	"/v1/composition?region=321300&of=reasons&time=2023",
	"/v1/inequality?measure=rate.requests_per_100k&level=prefecture&time=2023",
	"/v1/decompose?measure=requests.received.total&level=prefecture&time=2022..2023",
	"/v1/regions/321300/peers",
	"/v1/regions/321300/peers?w=population:2~province:0",
	"/v1/aggregates?measure=rate.granted&level=prefecture&time=2023&bench=peers&peer_w=population:3",
	"/v1/rankings?measure=rate.granted&level=prefecture&time=2023&anonymize=1&own=321300",
	"/v1/quality/timeliness",
	"/v1/quality/checks",
	"/v1/quality/similarity",
	"/v1/regions/321300",
	"/v1/reports?region=321300",
	"/v1/quality/coverage?level=prefecture",
	"/v1/quality/findings",
	"/v1/interruptions?measure=requests.received.total&level=prefecture",
	"/v1/associations?measure=rate.granted~rate.review&level=prefecture&time=2023",
	"/v1/quality/anomalies?measure=requests.received.total~rate.review&level=prefecture&time=2021..2024",
	"/v1/rankings/meta?measure=rate.granted&level=prefecture&time=2023",
	"/v1/metrics/requests.received.total",
	"/v1/bulk",
}

// revisedFigures writes the sample's figures of 宿迁市 2023 with one of them changed: 3,512 new requests instead of 3,511.
func revisedFigures(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile("../../ingest/sample/figures.csv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(data), "\n")
	out := lines[0]
	for _, line := range lines[1:] {
		if strings.Contains(line, ",321300,2023,") {
			out += strings.Replace(line, "requests.received.total,(新)收到政府信息公开申请数,3511,", "requests.received.total,(新)收到政府信息公开申请数,3512,", 1)
		}
	}
	path := filepath.Join(dir, "revised.csv")
	if err := os.WriteFile(path, []byte(out), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestReleasesAndQuestions keeps a release of the sample, publishes a correction, finds the release's answers unchanged, and then
// asks the five questions of testdata/questions.py in one request each.
func TestReleasesAndQuestions(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GONGKAI_MASK_KEY", "the same for both processes")
	run := func(args ...string) {
		t.Helper()
		if out, errs, status := launch(t, dir, args...); status != 0 {
			t.Fatalf("%v: status %d\n%s%s", args, status, out, errs)
		}
	}
	run("load", "--sample", "--quiet")
	run("release", "2026.1")
	before := map[string]string{}
	t.Run("before", func(t *testing.T) { before = pinnedAnswers(t, serve(t, dir)) })
	run("load", "--quiet", revisedFigures(t, dir))
	t.Run("after", func(t *testing.T) {
		base := serve(t, dir)
		for path, body := range pinnedAnswers(t, base) {
			if body != before[path] {
				t.Errorf("%s changed with a later load:\n%.600s\nwas\n%.600s", path, body, before[path])
			}
		}
		_, now := get(t, base+"/v1/aggregates?measure=requests.received.total&region=321300&time=2023&fields=value")
		if !strings.Contains(now, `"value":3512`) {
			t.Errorf("the correction is not what is current: %s", now)
		}
		checkMasked(t, base)
		python, err := exec.LookPath("python3")
		if err != nil {
			t.Skip("python3 is not installed")
		}
		out, err := exec.Command(python, "testdata/questions.py", base).CombinedOutput()
		if err != nil {
			t.Errorf("questions: %v\n%s", err, out)
		}
		t.Logf("%s", out)
	})
}

func pinnedAnswers(t *testing.T, base string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, path := range pinnedPaths {
		join := "?"
		if strings.Contains(path, "?") {
			join = "&"
		}
		path += join + "release=2026.1"
		code, body := get(t, base+path)
		if code != http.StatusOK || body == "" {
			t.Errorf("%s: %d %s", path, code, body)
		}
		out[path] = body
	}
	return out
}

var maskedName = regexp.MustCompile(`地区[A-Z]+`)

// checkMasked looks through masked answers about the prefectures of the sample, and pages of them, for the names, codes and reports of
// all but 宿迁市.
func checkMasked(t *testing.T, base string) {
	t.Helper()
	var hidden []string
	_, places := get(t, base+"/v1/regions?level=prefecture&format=csv&fields=code,name,reports")
	for _, line := range strings.Split(places, "\n")[1:] {
		if cells := strings.Split(line, ","); len(cells) == 3 && cells[0] != "321300" {
			hidden = append(hidden, cells[1], "region="+cells[0], ","+cells[0]+",", `"`+cells[0]+`"`, "/r/"+cells[0])
		}
	}
	_, reports := get(t, base+"/v1/reports?level=prefecture&format=csv&fields=id,region")
	for _, line := range strings.Split(reports, "\n")[1:] {
		if cells := strings.Split(line, ","); len(cells) == 2 && cells[1] != "321300" {
			hidden = append(hidden, cells[0])
		}
	}
	if len(hidden) < 1000 {
		t.Fatalf("only %d words to look for", len(hidden))
	}
	const list = "321300~320800~320900~211000"
	for _, path := range []string{
		"/v1/aggregates?measure=requests.received.total~rate.granted&level=prefecture&time=2021..2024&own=321300&format=csv&fields=all",
		"/v1/aggregates?measure=requests.received.total&region=" + list + "&time=2023&view=per100k&bench=parent",
		"/v1/compare?measure=requests.received.total&region=" + list + "&time=2023&view=per100k&bench=set:320100",
		"/v1/rankings?measure=rate.requests_per_100k&level=prefecture&time=2023&own=321300",
		"/v1/funnel?measure=rate.requests_per_100k&level=prefecture&time=2023&own=321300&format=ndjson",
		"/v1/trends?measure=requests.received.total&region=" + list,
		"/v1/decompose?measure=requests.received.total&level=prefecture&time=2022..2023&own=321300",
		"/v1/regions/321300/peers?k=100",
		"/compare?regions=" + list + "&measure=rate.requests_per_100k",
		"/rank?level=prefecture&region=321300&measure=rate.requests_per_100k&year=2023",
	} {
		join := "?"
		if strings.Contains(path, "?") {
			join = "&"
		}
		code, body := get(t, base+path+join+"anonymize=1")
		if code != http.StatusOK || !maskedName.MatchString(body) {
			t.Errorf("%s: %d without a masked place: %.300s", path, code, body)
		}
		for _, word := range hidden {
			if at := strings.Index(body, word); at >= 0 {
				t.Errorf("%s tells %q: …%s…", path, word, body[max(0, at-80):min(len(body), at+80)])
				break
			}
		}
	}
}
