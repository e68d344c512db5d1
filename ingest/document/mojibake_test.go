package document

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestMisreadingIsUndone stores a text as programs do that read it with a wrong charset: once, twice, and in a page.
func TestMisreadingIsUndone(t *testing.T) {
	// Runs of an even number of characters: of an odd one GB18030 loses the last.
	const text = "政府信息公开工作年报\n全年收到申请12件，予以公开8件，网站访问量增加了\n"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	// What a browser makes of the bytes of text when it is told gbk.
	const asGBK = "鏀垮簻淇℃伅鍏\ue100紑宸ヤ綔骞存姤\n鍏ㄥ勾鏀跺埌鐢宠\ue1ec12浠讹紝浜堜互鍏\ue100紑8浠讹紝缃戠珯璁块棶閲忓\ue583鍔犱簡\n"
	cases := []struct{ name, stored, how string }{
		{"a.txt", asGBK, "utf-8 read as gb18030"},
		{"a.txt", decodeAs(charmap.ISO8859_1, []byte(text)), "utf-8 read as windows-1252"},
		{"a.txt", decodeAs(charmap.ISO8859_1, []byte(gbk)), "gb18030 read as windows-1252"},
		{"a.txt", decodeAs(charmap.ISO8859_1, []byte(decodeAs(charmap.ISO8859_1, []byte(text)))), "utf-8 read as windows-1252, utf-8 read as windows-1252"},
		{"a.html", "<html><head></head><body><p>" + decodeAs(charmap.ISO8859_1, []byte(text)) + "</p></body></html>", "utf-8 read as windows-1252"},
		{"a.txt", text, ""},
		{"a.txt", "Annual report: 12 requests, café\n", ""},
	}
	for _, c := range cases {
		doc := mustRead(t, c.name, c.stored)
		how := ""
		if len(doc.Repairs) > 0 {
			how = doc.Repairs[0].Read
		}
		want := text
		if c.how == "" {
			want = c.stored
		}
		if c.name == "a.html" {
			want = "政府信息公开工作年报全年收到申请12件，予以公开8件，网站访问量增加了"
		}
		if how != c.how || doc.Text != want {
			t.Errorf("%q is read as %q, repair %q; want %q", c.stored, doc.Text, how, c.how)
		}
	}
}

// TestLossyMisreadingIsLeft has a text that lost characters: nobody can tell which, so it stays as it is.
func TestLossyMisreadingIsLeft(t *testing.T) {
	stored := decodeAs(simplifiedchinese.GB18030, []byte("全年收到申请共12件，其中网上9件。"))
	doc := mustRead(t, "a.txt", stored)
	for _, r := range doc.Repairs {
		if r.Kind == undoneKind {
			t.Errorf("%q was changed to %q", stored, doc.Text)
		}
	}
}
