# gongkai: every task a person or a machine needs. `make run` and `make test` set up what they need themselves.
SHELL       := /bin/bash
GO          ?= go
DATA        ?= data
LISTEN      ?= 127.0.0.1:8080
TOOLS       := $(CURDIR)/.tools
LINT        := $(TOOLS)/golangci-lint
LINT_VERSION := v2.15.0
VERSION     ?= $(shell git describe --always --dirty 2>/dev/null || echo unversioned)
export CGO_ENABLED := 0

.PHONY: run test build assets lint bench bench-load golden accuracy fuzz browser clean

run: build ## build, load the bundled sample, serve
	bin/gongkai load --data $(DATA) --sample
	bin/gongkai serve --data $(DATA) --listen $(LISTEN)

build: assets ## bin/gongkai
	$(GO) build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/gongkai ./cmd/gongkai

assets: node_modules/.installed dashboard/static/vendor/echarts.min.js

node_modules/.installed: package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

dashboard/static/vendor/echarts.min.js: node_modules/.installed
	@mkdir -p $(@D)
	cp node_modules/echarts/dist/echarts.min.js $@

test: assets browser ## all tests, on the real engine and in a real browser
	$(GO) test ./...

# The browser tests need Chromium. As root on Debian it is installed; elsewhere the tests say that they skip.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; } || \
	  echo "no Chromium found and none could be installed: the browser tests will skip"

lint: assets $(LINT) ## formatting, vet, import directions
	$(LINT) run ./...

$(LINT):
	GOBIN=$(TOOLS) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)

bench: build ## speed and size, as ratios in one run
	$(GO) test -run '^$$' -bench . -benchmem ./...

bench-load: build ## load N generated reports with the program itself: documents a second, memory of program and engine
	GONGKAI_BENCH_REPORTS=$(or $(N),20000) $(GO) test -run '^$$' -bench '^BenchmarkLoad$$' -benchtime 1x -timeout 3h ./cmd/gongkai

golden: ## rewrite golden files; read the difference before you commit it
	$(GO) test ./ingest/document -run Golden -update

accuracy: ## precision and recall of the extraction over its corpus, printed and written to ingest/accuracy/accuracy.json
	$(GO) test ./ingest/extract -run '^TestAccuracy$$' -v -count=1 -update

fuzz: ## ten minutes for each fuzz target
	@for p in $$($(GO) list ./...); do for f in $$($(GO) test -list '^Fuzz' $$p 2>/dev/null | grep '^Fuzz'); do \
	  echo "$$p $$f"; $(GO) test $$p -run '^$$' -fuzz "^$$f\$$" -fuzztime $${FUZZTIME:-10m} || exit 1; done; done

clean:
	rm -rf bin dashboard/static/vendor node_modules .tools
