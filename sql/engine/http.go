package engine

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// ask runs one statement as the loader and returns the answer's text. The engine package must not import the driver (its one
// home is package sql), and a handful of questions with one-line answers need no more than HTTP.
func (e *Engine) ask(ctx context.Context, statement string) (string, error) {
	endpoint := e.Endpoint(Loader)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+endpoint.HTTPAddr+"/", strings.NewReader(statement))
	if err != nil {
		return "", err
	}
	request.Header.Set("X-ClickHouse-User", endpoint.User)
	request.Header.Set("X-ClickHouse-Key", endpoint.Password)
	response, err := e.client.Do(request)
	if err != nil {
		return "", err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	text := strings.TrimSpace(string(body))
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("engine answered %s: %s", response.Status, text)
	}
	return text, nil
}
