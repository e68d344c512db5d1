package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
)

// dropStock takes out the parts of what was published over the years, which are no figures of the year: 累计公开782条,其中业务类579条.
func (n *narrator) dropStock() {
	for _, l := range n.lists {
		if l.parent < 0 || !strings.HasSuffix(n.facts[l.parent].metric, cumulativeSuffix) {
			continue
		}
		for _, i := range slices.Concat(l.parts, l.shares) {
			n.dropped[i] = true
		}
	}
}

// yearsShare begins the sentence that gives the year's own figure out of the sum stated in the sentence before it.
var yearsShare = mustPattern(`^[。;]其中[,:]?(?:[12]\d{3}年|本年|全年|年内|当年|今年)`)

// sumBeforeShare reads 累计公开31260条。其中2013年公开4210条: a sum that is not said to be the year's, of which the next
// sentence gives the year's share, runs over the years before. Within one sentence rule 8 reads the same.
func (n *narrator) sumBeforeShare() {
	for i := 1; i < len(n.facts); i++ {
		sum, share := &n.facts[i-1], &n.facts[i]
		if sum.metric != total || share.metric != total || sum.value == nil || share.value == nil || *share.value >= *sum.value || share.start < sum.end {
			continue
		}
		words := n.v.String(sum.start, sum.end)
		if strings.Contains(words, "累计") && !strings.Contains(words, "年") && yearsShare.MatchString(n.v.String(sum.end, share.end)) {
			sum.metric, sum.scope = "disclosure.total_cumulative", disclosure.ScopeCumulative
		}
	}
}
