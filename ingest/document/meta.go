package document

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// describe fills Title, URL and Meta from the elements and comments that describe the page.
func describe(root *html.Node, doc *Document) {
	for n := range root.Descendants() {
		switch {
		case n.Type == html.CommentNode:
			if m := savedFrom.FindStringSubmatch(n.Data); m != nil && doc.URL == "" {
				doc.URL = m[1]
			}
		case n.Type != html.ElementNode:
		case n.DataAtom == atom.Title && doc.Title == "" && n.FirstChild != nil && n.Parent.DataAtom == atom.Head:
			doc.Title = strings.Join(strings.Fields(n.FirstChild.Data), " ")
		case n.DataAtom == atom.Link && strings.EqualFold(attribute(n, "rel"), "canonical"):
			doc.URL = strings.TrimSpace(attribute(n, "href"))
		case n.DataAtom == atom.Meta:
			describeMeta(n, doc)
		}
	}
}

// savedFrom is the comment that browsers write into a page they save.
var savedFrom = regexp.MustCompile(`saved from url=\(\d+\)(\S+)`)

// describeMeta keeps a <meta> element that says something about the page; refresh, viewport and the like do not.
func describeMeta(n *html.Node, doc *Document) {
	name := strings.ToLower(strings.TrimSpace(attribute(n, "name")))
	if name == "" {
		name = strings.ToLower(strings.TrimSpace(attribute(n, "property")))
	}
	content := strings.TrimSpace(attribute(n, "content"))
	if content == "" || !metaNames[name] {
		return
	}
	if name == "og:url" && doc.URL == "" {
		doc.URL = content
	}
	doc.keep(name, content)
}

// keep notes the first value of a name in Meta.
func (d *Document) keep(name, value string) {
	if value == "" || d.Meta[name] != "" {
		return
	}
	if d.Meta == nil {
		d.Meta = make(map[string]string)
	}
	d.Meta[name] = value
}

// metaNames are the names of the government website standard's page labels and of common publishing programs.
var metaNames = map[string]bool{
	"sitename": true, "sitedomain": true, "siteidcode": true, "columnname": true, "columntype": true, "articletitle": true,
	"pubdate": true, "publishdate": true, "contentsource": true, "author": true, "keywords": true, "description": true,
	"og:title": true, "og:url": true, "article:published_time": true, "url": true, "lanmu": true,
}
