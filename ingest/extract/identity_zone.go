package extract

import (
	"strings"

	"gongkai/ingest/disclosure"
)

var (
	// zoneVoice is how a development zone speaks of itself.
	zoneVoice = mustPattern(`(?:开发区|高新区|经开区|园区|度假区|风景区|保税区|新区)(?:党工委|管委会|管理委员会)`)
	// zoneCommittee are the words for the committee that runs one.
	zoneCommittee = []string{"管委会", "管理委员会", "我委"}
)

// ownZone gives the committee of the development zone that a text speaks of as its own, when it names one zone and no other in full:
// the one whose site and bulletin a report is about that leaves its own name out. "" when there is none.
func (h *herald) ownZone() string {
	text := h.v.text()
	if !zoneVoice.MatchString(text) || !holdsAny(text, zoneCommittee) || strings.Contains(text, "我局") || strings.Contains(text, "我镇") {
		return ""
	}
	zone := ""
	for _, m := range h.gaz.Mentions(h.v.Runes) {
		place, sole := h.sole(m)
		if m.Alias || !sole || place.Code != 0 || place.Level != disclosure.LevelCounty {
			continue
		}
		if zone != "" && zone != place.Name {
			return ""
		}
		zone = place.Name
	}
	if zone == "" {
		return ""
	}
	return zone + "管理委员会"
}
