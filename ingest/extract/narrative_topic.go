package extract

import (
	"slices"
	"strings"
)

// runInHeads are the subjects of which a heading may be the only word: 12345热线:全年受理诉求20.1万件.
var runInHeads = []string{"hotline", "mailbox", "messages"}

// runsOver gives the subject that the heading of a sentence names alone.
func (m *masked) runsOver(g *grammar) string {
	words := topicsIn(m.heading, g)
	topic := topicAt(words, len(m.heading))
	if !slices.Contains(runInHeads, topic) || slices.ContainsFunc(words, func(w topicWord) bool { return slices.Contains(runInHeads, w.topic) && w.topic != topic }) {
		return ""
	}
	return topic
}

// otherBusiness is what a sentence on other work than applications speaks of, which does not carry on about them.
var otherBusiness = mustPattern(`留言|信箱|热线|提案|建议|信访|会议|培训|新闻|解读|微信|微博|网站|发布|公众号|许可|审批|工单|来信|复议|诉讼|投诉|举报|咨询|元`)

// outcomesTold are words for how applications ended, which no other business has: 办结8件:予以公开3件,属于信访不予处理1件.
var outcomesTold = mustPattern(`[,:;(](?:其中)?(?:予以公开|部分公开|不予公开|无法提供|不予处理)@`)

// notThat is information that was asked for and is none or not held, which is no subject.
var notThat = mustPattern(`(?:不是|不属于?|所指|不掌握)[^,;#@]{0,12}(?:政府信息|机关公开|公开的)`)

// sentOn is where an applicant was told to ask, complain or sue, which is no subject either: 告知申请人向市国土局咨询.
var sentOn = mustPattern(`(?:告知|建议|引导)[^,;#@]{0,24}(?:咨询|投诉|举报|反映|复议|诉讼)`)

// oneApplying is a word of those who apply for a review as much as of those who apply for information.
const oneApplying = "申请人"

// subjects gives the subjects that a sentence names. The applicant behind a review or a lawsuit is none of his own.
func (m *masked) subjects(g *grammar) []topicWord {
	words := topicsIn(m.text, g)
	for _, at := range m.findAll(notThat) {
		words = slices.DeleteFunc(words, func(w topicWord) bool { return w.topic == "disclosure" && w.end > at[0] && w.end <= at[1] })
	}
	for _, at := range m.findAll(sentOn) {
		words = slices.DeleteFunc(words, func(w topicWord) bool { return w.end > at[0] && w.end <= at[1] && w.topic != "requests" })
	}
	if !strings.Contains(m.text, oneApplying) {
		return words
	}
	return slices.DeleteFunc(words, func(w topicWord) bool {
		from := w.end - w.length
		return strings.HasPrefix(m.text[from:], oneApplying) && w.length <= len(oneApplying) &&
			(m.section == sectionDisputes || ofReview.MatchString(m.text[:from]))
	})
}

// ofReview is a text that has come to a review or a lawsuit and has named no application since.
var ofReview = mustPattern(`(?:复议|诉讼)(?:案件|案)?@[件起宗例][^。申]*$`)

// topicWord is a subject named at a place of the sentence.
type topicWord struct {
	end, length int
	topic       string
}

// topicsIn finds the subjects that a text names.
func topicsIn(text string, g *grammar) []topicWord {
	hits := g.topics.lexicon.find(text, nil)
	out := make([]topicWord, len(hits))
	for i, h := range hits {
		out[i] = topicWord{h.to, h.to - h.from, g.topics.is[h.word]}
	}
	return out
}

// topicAt gives the subject that is named last before at; of two that end at one place the longer word counts.
func topicAt(words []topicWord, at int) string {
	best := topicWord{}
	for _, w := range words {
		if w.end <= at && (w.end > best.end || w.end == best.end && w.length > best.length) {
			best = w
		}
	}
	return best.topic
}

// topicWithin gives the subject that is named last in a part of the text.
func topicWithin(words []topicWord, from, to int) string {
	return topicAt(slices.DeleteFunc(slices.Clone(words), func(w topicWord) bool { return w.end-w.length < from }), to)
}

func lastTopic(text string, g *grammar) string {
	if text == "" {
		return ""
	}
	return topicAt(topicsIn(text, g), len(text))
}
