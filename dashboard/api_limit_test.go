package dashboard

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"gongkai/analytics"
)

// TestRateLimit uses up a client's requests; another client is not concerned.
func TestRateLimit(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{limits: Limits{PerSecond: 0.001, Burst: 3}})
	for i := range 3 {
		w := get(t, s, "/v1/releases")
		if want := `"default";r=` + strconv.Itoa(2-i) + ";"; w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("RateLimit"), want) {
			t.Errorf("request %d: %d, RateLimit %s, want %s", i, w.Code, w.Header().Get("RateLimit"), want)
		}
	}
	checkProblem(t, s, "/v1/releases", "rate-limited", "", "", http.StatusTooManyRequests)
	w := get(t, s, "/v1/releases")
	if seconds, err := strconv.Atoi(w.Header().Get("Retry-After")); err != nil || seconds < 1 {
		t.Errorf("Retry-After %q", w.Header().Get("Retry-After"))
	}
	other := httptest.NewRequest(http.MethodGet, "/v1/releases", nil)
	other.RemoteAddr = "192.0.2.7:1234"
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, other)
	if answer.Code != http.StatusOK {
		t.Errorf("another client: %d", answer.Code)
	}
	liar := httptest.NewRequest(http.MethodGet, "/v1/releases", nil) // from the first client's address, 192.0.2.1
	liar.Header.Set("X-Forwarded-For", "198.51.100.9")
	answer = httptest.NewRecorder()
	s.ServeHTTP(answer, liar)
	if answer.Code != http.StatusTooManyRequests {
		t.Errorf("a claimed address passes the limit: %d", answer.Code)
	}
	if w := get(t, s, "/healthz"); w.Code != http.StatusOK {
		t.Errorf("a health probe is limited: %d", w.Code)
	}
}

// TestCutStream breaks the reading in the middle: the client must be able to tell.
func TestCutStream(t *testing.T) {
	f := &apiFixture{rows: 3 * observationBatch}
	server := httptest.NewServer(newFixtureServer(t, f))
	defer server.Close()
	whole, err := read(server.URL + "/v1/observations.csv")
	if err != nil || !strings.Contains(whole, "#EOF rows="+strconv.Itoa(f.rows+2)+" ") {
		t.Fatalf("whole stream: %v, %d bytes", err, len(whole))
	}
	reads := 0
	f.afterRead = func(f *apiFixture) {
		if reads++; reads == 2 {
			f.fail = errors.New("connection lost")
		}
	}
	cut, err := read(server.URL + "/v1/observations.csv")
	if err == nil || strings.Contains(cut, "#EOF") || cut == "" {
		t.Errorf("cut stream: error %v, %d bytes, with end mark: %v", err, len(cut), strings.Contains(cut, "#EOF"))
	}
}

func read(address string) (string, error) {
	response, err := http.Get(address)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return string(body), err
}

// slowReader waits until the request is given up.
type slowReader struct {
	*apiFixture
	stopped chan error
}

func (r *slowReader) Aggregates(ctx context.Context, _ analytics.AggregateQuery) (analytics.Aggregates, error) {
	<-ctx.Done()
	r.stopped <- ctx.Err()
	return analytics.Aggregates{}, ctx.Err()
}

// TestCancel closes the connection while the answer is read: the query must end.
func TestCancel(t *testing.T) {
	slow := &slowReader{&apiFixture{release: "a"}, make(chan error, 1)}
	s, err := New(Options{Reader: slow, Version: "test", Logger: silent()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	request := httptest.NewRequest(http.MethodGet, "/v1/aggregates?measure=disclosure.total&region=430621", nil).WithContext(ctx)
	done := make(chan struct{})
	go func() {
		s.ServeHTTP(httptest.NewRecorder(), request)
		close(done)
	}()
	cancel()
	select {
	case err := <-slow.stopped:
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the query goes on although nobody waits for it")
	}
	<-done
}

// timedOut gives the error of a query that took too long.
type timedOut struct{ *apiFixture }

func (timedOut) Aggregates(context.Context, analytics.AggregateQuery) (analytics.Aggregates, error) {
	return analytics.Aggregates{}, context.DeadlineExceeded
}

func TestTimeout(t *testing.T) {
	s, err := New(Options{Reader: timedOut{&apiFixture{release: "a"}}, Version: "test", Logger: silent()})
	if err != nil {
		t.Fatal(err)
	}
	checkProblem(t, s, "/v1/aggregates?measure=disclosure.total&region=430621", "timeout", "", "", http.StatusGatewayTimeout)
}
