package dashboard

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"gongkai/analytics"

	"github.com/gin-gonic/gin"
)

// maskScope hides the places of a scope when the page is asked to, as the API does for the same scope. own is the code of the one that
// keeps its name, or anything else for none.
func (s *Server) maskScope(ctx context.Context, p *page, sc scope, own string) error {
	if p.Anonymous = p.request.on("anonymize"); !p.Anonymous {
		return nil
	}
	known, err := s.atlases.get(ctx, s.reader, p.Release.ID)
	if err != nil {
		return err
	}
	code := uint32(0)
	if isCode(own) {
		code = parseCode(own)
	}
	p.mask = s.sealer.mask(known.inside(sc.Level, sc.Parent), code, p.Lang)
	return nil
}

// maskList hides the places of a list but the one that is the reader's own: own= or the first that is named openly. The address must
// not tell the others either, so one that does is answered with a redirect to one that has them sealed, and maskList says so.
func (s *Server) maskList(c *gin.Context, p *page, regions []analytics.Region) (redirected bool) {
	sealed, unread := map[uint32]bool{}, []string{}
	for _, text := range p.request.list("regions") {
		if code, ok := s.sealer.open(text); ok {
			sealed[code] = true
		} else if !isCode(text) && !s.isOneOf(c.Request.Context(), text, regions) {
			unread = append(unread, text)
		}
	}
	if on := p.request.on("anonymize"); !on && len(sealed) == 0 {
		return false
	}
	p.Anonymous = true
	var codes []uint32
	own := uint32(0)
	given := p.request.text("own")
	for _, r := range regions {
		codes = append(codes, r.Code)
		if !sealed[r.Code] && (own == 0 && given == "" || given == regionCode(r.Code)) {
			own = r.Code
		}
	}
	p.mask = s.sealer.mask(codes, own, p.Lang)
	words := append(p.mask.words(codes), unread...)
	if slices.Equal(words, p.request.list("regions")) {
		return false
	}
	out := c.Request.URL.Query()
	out.Del("own")
	out.Set("anonymize", "1")
	out.Set("regions", strings.Join(words, "~"))
	c.Redirect(http.StatusSeeOther, withQuery(c.Request.URL.Path, out))
	return true
}

// isOneOf says whether a name means one of the places, and so needs no mention of its own.
func (s *Server) isOneOf(ctx context.Context, text string, regions []analytics.Region) bool {
	found, ok, err := s.onePlace(ctx, text)
	return err == nil && ok && slices.ContainsFunc(regions, func(r analytics.Region) bool { return r.Code == found.Code })
}
