package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// codeUnreadable marks a file that holds no text.
const codeUnreadable = "UNREADABLE"

// unreadable is the quarantined report of a file that holds no text: it is kept with its reason, so that nothing that was
// handed in is lost. It is nil for an error that is not about the file's content.
func unreadable(file File, data []byte, cause error) *disclosure.Report {
	reason := document.Reason(cause)
	if reason == "" {
		return nil
	}
	sum := sha256.Sum256(data)
	return &disclosure.Report{
		Origin: disclosure.OriginDocument, Form: disclosure.FormNarrative2008, Scope: disclosure.ScopeOwn, Title: filepath.Base(file.Path),
		Source: disclosure.Source{
			Name: filepath.Base(file.Path), MediaType: "application/octet-stream", SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data)),
		},
		Findings: []disclosure.Finding{{
			Code: codeUnreadable, Rule: reason, Severity: disclosure.SeverityError, MessageZH: "文件无法读取：" + cause.Error(), MessageEN: cause.Error(),
		}},
		Quarantine: []string{codeUnreadable, reason},
	}
}

// unusable gives what unreadable wrote about a file; "" for any other report.
func unusable(r *disclosure.Report) string {
	if len(r.Findings) == 1 && r.Findings[0].Code == codeUnreadable {
		return r.Findings[0].MessageEN
	}
	return ""
}
