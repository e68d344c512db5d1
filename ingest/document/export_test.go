package document

import (
	"testing"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
)

// The builders of test files, for the tests that stand outside the package because they extract as well.
var (
	Word     = word
	Workbook = workbook
	PDFOf    = pdfOf
	Show     = show
	Stroke   = stroke
)

// PlainText has the engine give the words of every page of a PDF, without their places.
func PlainText(b *testing.B, data []byte) {
	err := withPDFium(func(engine pdfium.Pdfium) error {
		opened, err := engine.OpenDocument(&requests.OpenDocument{File: &data})
		if err != nil {
			return err
		}
		count, err := engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
		if err != nil {
			return err
		}
		for i := range count.PageCount {
			page := requests.Page{ByIndex: &requests.PageByIndex{Document: opened.Document, Index: i}}
			if _, err := engine.GetPageText(&requests.GetPageText{Page: page}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
