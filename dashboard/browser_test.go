package dashboard

import (
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/launcher"
	"github.com/go-rod/rod/lib/proto"
)

// browserPages are opened in a real browser at every width.
var browserPages = []string{
	"/", "/r/430621", "/compare?regions=430621~360981&measure=rate.any_grant", "/rank", "/metrics", "/metrics/disclosure.total",
	"/reports", "/reports/430621-2012", "/quality", "/search", "/api", "/r/430621?lang=en",
}

// browserWidths are those of a desk and of a phone, in CSS pixels.
var browserWidths = []int{1440, 390}

// TestInBrowser opens every page in headless Chromium, waits for its charts and asserts that they show something, that the
// console is silent, that the content security policy is kept, that nothing is loaded from elsewhere, and that the page does
// not scroll sideways. With GONGKAI_SHOTS=DIR it leaves a picture of every page there.
func TestInBrowser(t *testing.T) {
	browser := openBrowser(t)
	s := newWorldServer(t, &world{})
	if s.static.url("vendor/echarts.min.js") == "" {
		skipUnlessCI(t, "dashboard/static/vendor/echarts.min.js is missing: make build copies it from node_modules")
	}
	site := httptest.NewServer(s)
	t.Cleanup(site.Close)
	t.Run("dark", func(t *testing.T) { openPage(t, browser, site.URL, "/r/430621?time=2010..2023", 1440, "dark") })
	for _, width := range browserWidths {
		for _, address := range browserPages {
			t.Run(fmt.Sprintf("%d%s", width, address), func(t *testing.T) { openPage(t, browser, site.URL, address, width, "light") })
		}
	}
}

// skipUnlessCI skips where a developer lacks a tool. In CI the tool is installed, and its absence is a failure.
func skipUnlessCI(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(why)
	}
	t.Skip(why)
}

func openBrowser(t *testing.T) *rod.Browser {
	t.Helper()
	bin := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			bin = path
			break
		}
	}
	if bin == "" {
		skipUnlessCI(t, "no chromium on PATH")
	}
	l := launcher.New().Bin(bin).Leakless(false).Headless(true).NoSandbox(true).
		Set("disable-gpu").Set("disable-quic").Set("disable-background-networking").Set("disable-component-update").
		Set("disable-sync").Set("no-first-run").Set("hide-scrollbars")
	address, err := l.Launch()
	if err != nil {
		skipUnlessCI(t, "chromium does not start: "+err.Error())
	}
	browser := rod.New().ControlURL(address)
	if err := browser.Connect(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = browser.Close()
		l.Cleanup() // waits for the process and removes its folder
	})
	return browser
}

// complaints collects what a page must not do.
type complaints struct {
	mu   sync.Mutex
	list []string
}

func (c *complaints) add(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = append(c.list, fmt.Sprintf(format, args...))
}

// listen watches the console, the log of the security policy, exceptions and requests of a page until the page closes.
func (c *complaints) listen(page *rod.Page) {
	_ = proto.LogEnable{}.Call(page)
	_ = proto.RuntimeEnable{}.Call(page)
	_ = proto.NetworkEnable{}.Call(page)
	go page.EachEvent(
		func(e *proto.LogEntryAdded) { c.add("log: %s %s", e.Entry.Text, e.Entry.URL) },
		func(e *proto.RuntimeExceptionThrown) { c.add("exception: %s", e.ExceptionDetails.Text) },
		func(e *proto.RuntimeConsoleAPICalled) {
			if e.Type == proto.RuntimeConsoleAPICalledTypeError || e.Type == proto.RuntimeConsoleAPICalledTypeWarning {
				c.add("console: %v", e.Args)
			}
		},
		func(e *proto.NetworkRequestWillBeSent) {
			if u, err := url.Parse(e.Request.URL); err == nil && u.Scheme != "data" && u.Hostname() != "127.0.0.1" {
				c.add("request to %s", e.Request.URL)
			}
		},
	)()
}

// What the browser is asked about a page once its charts are drawn.
const (
	askDrawn = `() => [...document.querySelectorAll(".chart")].every((c) => c.dataset.drawn === "1" && c.querySelector("canvas"))`
	askEmpty = `() => [...document.querySelectorAll(".chart")].filter((c) => {
		const canvas = c.querySelector("canvas");
		const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
		return !pixels.some((v) => v !== 0);
	}).map((c) => c.parentElement.id)`
	askWide = `() => document.documentElement.scrollWidth - document.documentElement.clientWidth`
)

func openPage(t *testing.T, browser *rod.Browser, site, address string, width int, scheme string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // a hanging page must end the test, not the run
	defer cancel()
	page, err := browser.Page(proto.TargetCreateTarget{URL: "about:blank"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = page.Close() }()
	page = page.Context(ctx)
	if err := page.SetViewport(&proto.EmulationSetDeviceMetricsOverride{Width: width, Height: 900, DeviceScaleFactor: 1, Mobile: width < 600}); err != nil {
		t.Fatal(err)
	}
	colours := proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if err := colours.Call(page); err != nil {
		t.Fatal(err)
	}
	seen := &complaints{}
	seen.listen(page)
	if err := page.Navigate(site + address); err != nil {
		t.Fatal(err)
	}
	if err := page.WaitLoad(); err != nil {
		t.Fatal(err)
	}
	if err := page.Wait(rod.Eval(askDrawn)); err != nil {
		t.Fatalf("the charts were not drawn: %v", err)
	}
	if empty := page.MustEval(askEmpty).Arr(); len(empty) > 0 {
		t.Errorf("empty charts: %v", empty)
	}
	if over := page.MustEval(askWide).Int(); over > 0 {
		t.Errorf("the page is %d pixels wider than the window", over)
	}
	takeShot(t, page, address, width)
	seen.mu.Lock()
	defer seen.mu.Unlock()
	for _, s := range seen.list {
		t.Error(s)
	}
}

// takeShot leaves a picture of the whole page when GONGKAI_SHOTS names a folder.
func takeShot(t *testing.T, page *rod.Page, address string, width int) {
	t.Helper()
	dir := os.Getenv("GONGKAI_SHOTS")
	if dir == "" {
		return
	}
	picture, err := page.Screenshot(true, &proto.PageCaptureScreenshot{Format: proto.PageCaptureScreenshotFormatPng})
	if err != nil {
		t.Fatal(err)
	}
	name := strings.Trim(regexp.MustCompile(`[^A-Za-z0-9]+`).ReplaceAllString(address, "-"), "-")
	if name == "" {
		name = "overview"
	}
	if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d.png", name, width)), picture, 0o600); err != nil {
		t.Fatal(err)
	}
}
