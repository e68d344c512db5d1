package analytics

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// calcCase is a request with what must come back. Source says where the expected figures come from; Error asks for an error
// line instead of a result.
type calcCase struct {
	ID        string         `json:"id"`
	Method    string         `json:"method"`
	Input     map[string]any `json:"input"`
	Params    map[string]any `json:"params"`
	Expected  map[string]any `json:"expected"`
	Error     bool           `json:"error"`
	Source    string         `json:"source"`
	Rel       *float64       `json:"rel"`
	Tolerance struct {
		Rel    *float64           `json:"rel"`
		Abs    *float64           `json:"abs"`
		Fields map[string]float64 `json:"fields"`
	} `json:"tolerance"`
}

func readCases(t testing.TB, path string) []calcCase {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cases []calcCase
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c calcCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		cases = append(cases, c)
	}
	return cases
}

// answers runs the cases through Calc in one go.
func answers(t testing.TB, cases []calcCase) []map[string]any {
	t.Helper()
	var in, out bytes.Buffer
	for _, c := range cases {
		line, err := json.Marshal(map[string]any{"id": c.ID, "method": c.Method, "input": c.Input, "params": c.Params})
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	if _, err := Calc(&in, &out); err != nil {
		t.Fatal(err)
	}
	var all []map[string]any
	for decoder := json.NewDecoder(&out); ; {
		var answer map[string]any
		err := decoder.Decode(&answer)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, answer)
	}
}

// agrees compares a decoded result with what is expected, as the handbook's scorer does.
func agrees(got, want any, rel, abs float64) bool {
	switch want := want.(type) {
	case nil:
		return got == nil
	case float64:
		g, ok := got.(float64)
		return ok && math.Abs(g-want) <= math.Max(abs, rel*math.Abs(want))
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(want) {
			return false
		}
		for i := range want {
			if !agrees(g[i], want[i], rel, abs) {
				return false
			}
		}
		return true
	}
	return got == want
}

func checkCases(t *testing.T, cases []calcCase) {
	t.Helper()
	for i, answer := range answers(t, cases) {
		c := cases[i]
		if c.Error {
			if answer["error"] == nil {
				t.Errorf("%s: want an error, got %v", c.ID, answer["result"])
			}
			continue
		}
		result, _ := answer["result"].(map[string]any)
		rel, abs := 1e-9, 1e-12
		for _, given := range []*float64{c.Rel, c.Tolerance.Rel} {
			if given != nil {
				rel = *given
			}
		}
		if c.Tolerance.Abs != nil {
			abs = *c.Tolerance.Abs
		}
		for field, want := range c.Expected {
			r, a := rel, abs
			if of, ok := c.Tolerance.Fields[field]; ok {
				r, a = 0, of
			}
			if !agrees(result[field], want, r, a) {
				t.Errorf("%s: %s is %v, want %v (%s) %v", c.ID, field, result[field], want, c.Source, answer["error"])
			}
		}
	}
}

// The files of testdata: derived.jsonl was computed apart from this code with rational arithmetic, brute force over all
// outcomes and 30-digit evaluation, reference.jsonl with the formulas of the handbook on numpy, scipy, statsmodels and mpmath
// (each case says which); published.jsonl holds figures printed in papers and tables; edges.jsonl holds what the rules of the
// handbook say of empty, missing, tied, impossible and huge inputs, and found.jsonl what was once wrong.
func TestCalcCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { checkCases(t, readCases(t, file)) })
	}
}

// The handbook's example of mann_kendall_hr says n = 354 beside a list of 353 values; its S, variance and z are those of 353.
func TestCalcHandbookExamples(t *testing.T) {
	const path = "../../shared/handbook/statistics-examples.jsonl"
	if _, err := os.Stat(path); err != nil {
		t.Skip("the handbook is not beside the project:", err)
	}
	cases := readCases(t, path)
	for i, c := range cases {
		if y, _ := c.Input["y"].([]any); c.ID == "mann_kendall_hr-01" && len(y) == 353 {
			cases[i].Expected["n"] = 353.0
		}
	}
	checkCases(t, cases)
}

// Every method that Calc knows has a case in testdata, and every case names a method that it knows.
func TestCalcCasesCoverMethods(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range []string{"testdata/derived.jsonl", "testdata/edges.jsonl"} {
		for _, c := range readCases(t, file) {
			seen[c.Method] = true
			if calcMethods[c.Method] == nil {
				t.Errorf("%s: no method %q", c.ID, c.Method)
			}
			if c.Source == "" {
				t.Errorf("%s: no source", c.ID)
			}
		}
	}
	for method := range calcMethods {
		if !seen[method] {
			t.Errorf("no case for %s", method)
		}
	}
}

func TestCalcProtocol(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"unknown method", `{"id":7,"method":"nope","input":{}}`, `{"id":7,"error":"line 1: unknown method \"nope\""}`},
		{"no method", `{"id":"a","input":{}}`, `{"id":"a","error":"line 1: \"method\" is missing"}`},
		{"missing input", `{"id":1,"method":"median","input":{}}`, `{"id":1,"error":"line 1: input \"x\" is missing"}`},
		{"text for a number", `{"id":1,"method":"change","input":{"prev":"5","cur":1}}`, `"prev\" must be a number or null`},
		{"null list", `{"id":1,"method":"median","input":{"x":null}}`, `"status":"no_data"`},
		{"no id", `{"method":"median","input":{"x":[1]}}`, `{"id":null,"result":{"median":1,"n":1,"status":"ok"}}`},
		{"input is a list", `{"id":2,"method":"median","input":[1]}`, `{"id":2,"error":"line 1: not a request`},
		{"not json", `nonsense`, `{"id":null,"error":"line 1: not a request`},
		{"NaN", `{"id":1,"method":"median","input":{"x":[NaN]}}`, `not a request`},
		{"too large for a number", `{"id":1,"method":"median","input":{"x":[1e999]}}`, `"x\" must be a list of numbers and nulls`},
		{"beyond any figure", `{"id":1,"method":"shares","input":{"counts":[1e200]}}`, `no number may be beyond 1e+100`},
		{"null among probabilities", `{"id":1,"method":"quantile7","input":{"x":[1],"p":[null]}}`, `without null`},
		{"half a year", `{"id":1,"method":"segments","input":{"years":[2014.5],"break_years":[]}}`, `must be a whole number`},
	} {
		var out strings.Builder
		failed, err := Calc(strings.NewReader(c.line), &out)
		if err != nil || !strings.Contains(out.String(), c.want) {
			t.Errorf("%s: %q does not contain %q (%v)", c.name, out.String(), c.want, err)
		}
		if isError := strings.Contains(out.String(), `"error"`); isError != (failed == 1) {
			t.Errorf("%s: %d failed for %q", c.name, failed, out.String())
		}
	}
}

func TestCalcGoesOnAfterErrors(t *testing.T) {
	in := "\n{\"id\":1,\"method\":\"nope\",\"input\":{}}\n\r\n{broken\n{\"id\":2,\"method\":\"median\",\"input\":{\"x\":[2]}}"
	var out strings.Builder
	failed, err := Calc(strings.NewReader(in), &out)
	if err != nil || failed != 2 {
		t.Fatalf("failed %d, err %v; want 2 and none", failed, err)
	}
	if lines := strings.Split(strings.TrimSpace(out.String()), "\n"); len(lines) != 3 ||
		lines[2] != `{"id":2,"result":{"median":2,"n":1,"status":"ok"}}` {
		t.Errorf("answers: %q", lines)
	}
}

// A caller that waits for each answer before it asks again must get it: Calc flushes when no further line is waiting.
func TestCalcConverses(t *testing.T) {
	askReader, ask := io.Pipe()
	answer, answerWriter := io.Pipe()
	done := make(chan error, 1)
	go func() {
		_, err := Calc(askReader, answerWriter)
		done <- err
	}()
	lines := bufio.NewScanner(answer)
	for _, x := range []string{"1", "2", "3"} {
		if _, err := io.WriteString(ask, `{"id":`+x+`,"method":"median","input":{"x":[`+x+"]}}\n"); err != nil {
			t.Fatal(err)
		}
		if !lines.Scan() || !strings.Contains(lines.Text(), `"median":`+x) {
			t.Fatalf("answer to %s: %q", x, lines.Text())
		}
	}
	if err := ask.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// A line of 2 MB is longer than any buffer; half a million ones sum to half a million.
func TestCalcLongLine(t *testing.T) {
	line := `{"id":1,"method":"aggregate_sum","input":{"values":[1` + strings.Repeat(", 1", 499999) + `]}}`
	var out strings.Builder
	if failed, err := Calc(strings.NewReader(line), &out); err != nil || failed != 0 {
		t.Fatalf("failed %d, err %v", failed, err)
	}
	if !strings.Contains(out.String(), `"sum":500000,`) {
		t.Error(out.String())
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestCalcReportsWriteFailure(t *testing.T) {
	_, err := Calc(strings.NewReader(`{"id":1,"method":"median","input":{"x":[2]}}`), brokenWriter{})
	if err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("err = %v, want the writer's", err)
	}
}

// hostileValues are numbers that no report states.
var hostileValues = []any{
	nil, 0.0, -1.0, 1.0, 0.5, 3.0, 5e-324, 1e-308, 1e-15, 1e9, 1e15, 1e17, 1e100, 1e154, 1.7e308, -1.7e308, 1 - 1e-16,
}

// Numbers of the cases are replaced by hostile ones, at random with a fixed seed: whatever comes back must be a result with a
// known status or an error, without panic, hang or a figure that is not finite (the encoder would fail).
func TestCalcHostileValues(t *testing.T) {
	known := map[string]bool{}
	for _, s := range []Status{
		StatusOK, StatusPartialUnits, StatusNoData, StatusZeroDenominator, StatusZeroBase, StatusNoEvents, StatusInsufficientN,
		StatusDegenerate, StatusInvalid, StatusNoBetweenVariance, StatusGapsNotSupported,
	} {
		known[string(s)] = true
	}
	random := rand.New(rand.NewPCG(12, 12))
	var hostile []calcCase
	for _, file := range []string{"testdata/derived.jsonl", "testdata/edges.jsonl"} {
		for _, c := range readCases(t, file) {
			if c.Method == "rank_bootstrap" {
				continue // its 20,000 draws are slow and not what is tested here
			}
			for _, share := range []float64{0.1, 0.3, 1} {
				with := c
				with.Input = hostileCopy(c.Input, random, share).(map[string]any)
				if share < 1 && c.Params != nil {
					with.Params = hostileCopy(c.Params, random, share).(map[string]any)
				}
				hostile = append(hostile, with)
			}
		}
	}
	for i, answer := range answers(t, hostile) {
		if answer["error"] != nil {
			continue
		}
		result, _ := answer["result"].(map[string]any)
		if status, _ := result["status"].(string); !known[status] {
			t.Errorf("%s %v %v: status %q", hostile[i].ID, hostile[i].Input, hostile[i].Params, status)
		}
	}
}

// hostileCopy copies a decoded value with a share of its numbers replaced.
func hostileCopy(v any, random *rand.Rand, share float64) any {
	switch v := v.(type) {
	case float64:
		if random.Float64() < share {
			return hostileValues[random.IntN(len(hostileValues))]
		}
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = hostileCopy(v[i], random, share)
		}
		return list
	case map[string]any:
		fields := map[string]any{}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			fields[key] = hostileCopy(v[key], random, share)
		}
		return fields
	}
	return v
}

func FuzzCalc(f *testing.F) {
	for _, c := range readCases(f, "testdata/edges.jsonl") {
		line, err := json.Marshal(map[string]any{"id": c.ID, "method": c.Method, "input": c.Input, "params": c.Params})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		var out bytes.Buffer
		if _, err := Calc(bytes.NewReader(line), &out); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
	})
}
