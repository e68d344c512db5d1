package dashboard

import (
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/maypok86/otter/v2"
	"golang.org/x/time/rate"
)

// Limits says how much one client may ask of the API. Zero values stand for the defaults.
type Limits struct {
	PerSecond float64 // requests a second in the long run; 50 by default: generous for a notebook, tight for a loop without a pause
	Burst     int     // requests at once; four seconds' worth by default
}

const (
	requestsPerSecond = 50
	burstSeconds      = 4
	rateLimitClients  = 50_000
	rateLimitMemory   = 10 * time.Minute
)

// maxURLLength refuses absurdly long addresses before anything parses them.
const maxURLLength = 16 << 10

// rateLimiter counts requests by client address. Clients not seen for a while are forgotten, and so are the least recent
// ones when there are very many.
type rateLimiter struct {
	perSecond rate.Limit
	burst     int
	clients   *otter.Cache[string, *rate.Limiter]
}

func newRateLimiter(limits Limits) *rateLimiter {
	if limits.PerSecond <= 0 {
		limits.PerSecond = requestsPerSecond
	}
	if limits.Burst <= 0 {
		limits.Burst = max(1, int(limits.PerSecond*burstSeconds))
	}
	return &rateLimiter{
		perSecond: rate.Limit(limits.PerSecond), burst: limits.Burst,
		clients: otter.Must(&otter.Options[string, *rate.Limiter]{
			MaximumSize: rateLimitClients, ExpiryCalculator: otter.ExpiryAccessing[string, *rate.Limiter](rateLimitMemory),
		}),
	}
}

// take counts one request of the client and says how many are left, and how long to wait when there are none.
func (l *rateLimiter) take(client string, now time.Time) (left int, wait time.Duration) {
	bucket, ok := l.clients.GetIfPresent(client)
	if !ok {
		bucket, _ = l.clients.SetIfAbsent(client, rate.NewLimiter(l.perSecond, l.burst))
	}
	if bucket.AllowN(now, 1) {
		return int(bucket.TokensAt(now)), 0
	}
	missing := 1 - bucket.TokensAt(now)
	return 0, time.Duration(missing / float64(l.perSecond) * float64(time.Second))
}

// The headers that speak of one request, spelled as http.Header keeps them.
const (
	requestIDHeader = "X-Request-Id"
	rateLimitHeader = "Ratelimit"
)

// window is in how many seconds the burst is full again.
func (l *rateLimiter) window() int { return int(math.Ceil(float64(l.burst) / float64(l.perSecond))) }

// leftText says how many requests are left.
func (l *rateLimiter) leftText(left int) string {
	return `"default";r=` + strconv.Itoa(left) + ";t=" + strconv.Itoa(l.window())
}

// limit answers 429 to a client that asks too often, 413 to an address that is too long, and states the limits
// (draft-ietf-httpapi-ratelimit-headers).
func (a *api) limit(c *gin.Context) {
	if len(c.Request.RequestURI) > maxURLLength {
		a.refuse(c, newProblem(problemTooLarge, "地址超过 %d 个字符。", "the address is longer than %d characters.", maxURLLength))
		return
	}
	if c.Request.Body != nil {
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1<<10) // no endpoint reads a body
	}
	l := a.limiter
	left, wait := l.take(c.ClientIP(), time.Now())
	c.Header("RateLimit-Policy", `"default";q=`+strconv.Itoa(l.burst)+";w="+strconv.Itoa(l.window()))
	c.Header("RateLimit", l.leftText(left))
	if wait > 0 {
		seconds := int(math.Ceil(wait.Seconds()))
		c.Header("Retry-After", strconv.Itoa(seconds))
		a.refuse(c, newProblem(problemRateLimited, "请求过于频繁，请在 %d 秒后再试；批量数据请一次取 csv 或 ndjson。",
			"Too many requests; try again in %d seconds. csv and ndjson give all rows at once.", seconds))
	}
}
