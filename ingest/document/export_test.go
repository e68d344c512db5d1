package document

// The builders of test files, for the tests that stand outside the package because they extract as well.
var (
	Word     = word
	Workbook = workbook
	PDFOf    = pdfOf
	Show     = show
	Stroke   = stroke
)
