package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// grids shows the grids of a document: rows on lines, cells parted by |, a spanning cell at every position it covers.
func grids(doc *Document) string {
	var out strings.Builder
	for _, b := range doc.Blocks {
		if b.Grid == nil {
			continue
		}
		for _, row := range b.Grid.Rows {
			for i, cell := range row {
				if i > 0 {
					out.WriteByte('|')
				}
				out.WriteString(strings.ReplaceAll(cell.Text, "\n", "⏎"))
			}
			out.WriteByte('\n')
		}
		out.WriteByte('\n')
	}
	return strings.TrimSpace(out.String())
}

func TestHTMLText(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"blocks on lines", "<div>一<p>二</p>三<br>四</div>", "一\n二\n三\n四"},
		{"white space collapses", "<p>  共  12\n\t 条 </p>", "共 12 条"},
		{"source line break between characters is none", "<p>政府信息\n    公开</p>", "政府信息公开"},
		{"runs join", "<p><span>18085</span><span>95<o:p></o:p></span></p>", "1808595"},
		{"unseen", "<style>p{}</style><p>一<!-- 二 --><script>三</script></p><p style='display: none'>四</p><noscript>五</noscript>", "一"},
		{"navigation goes, trail stays", "<nav>首页 新闻</nav><nav class=breadcrumb>首页&gt;公开</nav><p>一", "首页>公开\n一"},
		{"edges", "<p>　　一&nbsp;</p><p>&nbsp;</p><p>　</p><p>二", "一\n二"},
		{"pre", "<pre>一\n二</pre>", "一\n二"},
		{"table row", "<table><tr><td>规章<td>0<td></tr></table>", "规章 | 0 |  |"},
		{"layout table is prose", "<table><tr><td><p>一</p><p>二</p></td></tr></table>", "一\n二"},
		{"unclosed fonts", strings.Repeat("<font><span>", 900) + "<p>一</p>", "一"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := mustRead(t, "a.html", c.in).Text; got != c.want {
				t.Errorf("text %q, want %q", got, c.want)
			}
		})
	}
}

func TestHTMLGrid(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{
			"spans", `<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2</table>`,
			"甲|乙|乙\n甲|1|2",
		},
		{
			"rowspan zero and past the end", `<table><tr><td rowspan=0>甲<td rowspan=99>乙<td>1<tr><td>2</table>`,
			"甲|乙|1\n甲|乙|2",
		},
		{
			"absurd colspan", `<table><tr><td colspan=99999>甲<tr><td>1<td>2</table>`,
			"甲|甲\n1|2",
		},
		{
			"short rows are filled", `<table><tr><td>甲<td>乙<td>丙<tr><td>1</table>`,
			"甲|乙|丙\n1||",
		},
		{
			"break inside a label", `<table><tr><td>商业<br>企业<td>1</table>`,
			"商业⏎企业|1",
		},
		{
			"table inside a table", `<table><tr><td>左<td><table><tr><td>甲<td>1</table><tr><td>乙<td>2</table>`,
			"甲|1\n\n乙|2",
		},
		{
			"sections", `<table><thead><tr><th>甲<th>乙<tbody><tr><td>1<td>2</table>`,
			"甲|乙\n1|2",
		},
		{
			"word markup", `<table class=MsoNormalTable><tr><td><p class=MsoNormal align=center><b><span>（一）</span></b></p><p class=MsoNormal><b>予以公开</b></p></td>` +
				`<td><p class=MsoNormal><span lang=EN-US>18085</span><span lang=EN-US>95<o:p></o:p></span></p></td><td><p><span>&nbsp;</span></p></td></tr></table>`,
			"（一）⏎予以公开|1808595|",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, grids(mustRead(t, "a.html", c.in))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHTMLHeadings(t *testing.T) {
	doc := mustRead(t, "a.html", `<h2>二级</h2><p><b>一、总体情况</b></p><p><strong>（一）主动公开</strong></p><p><b>全年受理，</b></p><p style="font-weight: bold">附表</p><p>一、平常</p>`)
	var got []int
	for _, b := range doc.Blocks {
		got = append(got, b.Level)
	}
	if diff := cmp.Diff([]int{2, 2, 3, 0, 4, 0}, got); diff != "" {
		t.Error(diff)
	}
}

func TestHTMLDescribesItself(t *testing.T) {
	doc := mustRead(t, "a.html", `<!-- saved from url=(0031)http://www.example.gov.cn/a.html --><html><head><title> 某县
 年报 </title><meta name="PubDate" content="2021-01-15 09:00"><meta name=viewport content=x></head><body>一`)
	if doc.Title != "某县 年报" || doc.URL != "http://www.example.gov.cn/a.html" {
		t.Errorf("title %q, address %q", doc.Title, doc.URL)
	}
	if diff := cmp.Diff(map[string]string{"pubdate": "2021-01-15 09:00"}, doc.Meta); diff != "" {
		t.Error(diff)
	}
}

func TestHTMLCharsetIsThatOfTheBytes(t *testing.T) {
	const page = "<html><head><meta http-equiv=Content-Type content='text/html; charset=%s'></head><body>某县政府信息公开12条"
	if doc := mustRead(t, "a.html", fmt.Sprintf(page, "gb2312")); doc.Charset != "utf-8" || doc.Text != "某县政府信息公开12条" {
		t.Errorf("%s %q, want the UTF-8 that the bytes are", doc.Charset, doc.Text)
	}
	gb, err := simplifiedchinese.GBK.NewEncoder().String(fmt.Sprintf(page, "utf-8"))
	if err != nil {
		t.Fatal(err)
	}
	if doc := mustRead(t, "a.html", gb); doc.Charset != "gb18030" || doc.Text != "某县政府信息公开12条" {
		t.Errorf("%s %q, want the GB18030 that the bytes are", doc.Charset, doc.Text)
	}
}

func TestMHTML(t *testing.T) {
	doc := mustRead(t, "a.mht", "From: <Saved>\r\nSnapshot-Content-Location: http://www.example.gov.cn/a\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html; charset=utf-8\r\n"+
		"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>=E5=85=AC=E5=BC=80 12=E6=9D=A1</p></body></html>\r\n----b--\r\n")
	if doc.Text != "公开 12条" || doc.URL != "http://www.example.gov.cn/a" {
		t.Errorf("text %q, address %q", doc.Text, doc.URL)
	}
}

func TestHTMLFormattingLeftOpen(t *testing.T) {
	var page strings.Builder
	for i := range 400 {
		fmt.Fprintf(&page, "<b class=x%d>", i)
	}
	page.WriteString("一" + strings.Repeat("<p>二", 50_000)) // opening 400 elements in each paragraph would take gigabytes
	doc := mustRead(t, "a.html", page.String())
	if len(doc.Blocks) != 50_001 {
		t.Errorf("%d blocks, want 50,001", len(doc.Blocks))
	}
}

func TestGridLimits(t *testing.T) {
	rows := "<table>" + strings.Repeat("<tr><td>甲<td>1", maxRows+5) + "</table>"
	doc := mustRead(t, "a.html", rows)
	if len(doc.Blocks) != 2 || len(doc.Blocks[1].Grid.Rows) != 5 {
		t.Errorf("%d blocks, want a grid of %d rows and one of 5", len(doc.Blocks), maxRows)
	}
	wide := mustRead(t, "a.html", "<table><tr>"+strings.Repeat("<td>1", maxColumns+3)+"</table>")
	if len(wide.Repairs) != 3 {
		t.Errorf("%d repairs, want one for each of 3 cells beyond the last column", len(wide.Repairs))
	}
	_, err := Read("a.html", []byte(strings.Repeat("<table><tr>"+strings.Repeat("<td>", 200)+strings.Repeat("<tr><td>", 99)+"</table>", 201)))
	if Reason(err) != "TOO_LARGE" {
		t.Errorf("4,020,000 positions: %v, want TOO_LARGE", err)
	}
}
