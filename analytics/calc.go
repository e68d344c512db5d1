package analytics

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// calcRequest is one line asked of Calc.
type calcRequest struct {
	ID     json.RawMessage            `json:"id"`
	Method *string                    `json:"method"`
	Input  map[string]json.RawMessage `json:"input"`
	Params map[string]json.RawMessage `json:"params"`
}

// calcAnswer is one line that Calc prints.
type calcAnswer struct {
	ID     json.RawMessage `json:"id"`
	Result any             `json:"result,omitempty"`
	Error  string          `json:"error,omitempty"`
}

// Calc recomputes figures from their inputs. It reads JSON lines {"id","method","input","params"} and writes for each, in
// order, {"id","result"}, or {"id","error"} when the line is no such request, names an unknown method, lacks an input or
// has one of the wrong shape, beyond 1e100 or below 1e-300; the run goes on. In an input null is a missing value; in a result it is an
// undefined figure, whose "status" says why. Empty lines are skipped and lines may be of any length. Answers are flushed
// whenever no further line is waiting, so a caller can converse.
//
// failed is the number of error lines. err is a failure of reading or writing.
func Calc(r io.Reader, w io.Writer) (failed int, err error) {
	in, out := bufio.NewReaderSize(r, 1<<16), bufio.NewWriterSize(w, 1<<16)
	for number := 1; ; number++ {
		line, readErr := in.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			encoded, ok, err := calcLine(line, number)
			if err != nil {
				return failed, fmt.Errorf("line %d: encode the answer: %w", number, err)
			}
			if !ok {
				failed++
			}
			if _, err := out.Write(append(encoded, '\n')); err != nil {
				return failed, fmt.Errorf("write results: %w", err)
			}
		}
		if in.Buffered() == 0 || readErr != nil {
			if err := out.Flush(); err != nil {
				return failed, fmt.Errorf("write results: %w", err)
			}
		}
		if errors.Is(readErr, io.EOF) {
			return failed, nil
		}
		if readErr != nil {
			return failed, fmt.Errorf("read line %d: %w", number, readErr)
		}
	}
}

// calcLine answers one line; ok is false when the answer is an error.
func calcLine(line []byte, number int) (encoded []byte, ok bool, err error) {
	answer := calcAnswerTo(line)
	if encoded, err = json.Marshal(answer); err != nil {
		// Finite inputs near the end of the number range can sum to infinity, which JSON does not have.
		answer = calcAnswer{ID: answer.ID, Error: "the result is not a finite number"}
	}
	if answer.Error == "" {
		return encoded, true, nil
	}
	answer.Error = fmt.Sprintf("line %d: %s", number, answer.Error)
	encoded, err = json.Marshal(answer)
	return encoded, false, err
}

func calcAnswerTo(line []byte) calcAnswer {
	var request calcRequest
	if err := json.Unmarshal(line, &request); err != nil {
		return calcAnswer{ID: request.ID, Error: "not a request {\"id\",\"method\",\"input\",\"params\"}: " + err.Error()}
	}
	answer := calcAnswer{ID: request.ID}
	if request.Method == nil {
		answer.Error = "\"method\" is missing"
		return answer
	}
	method, known := calcMethods[*request.Method]
	if !known {
		answer.Error = fmt.Sprintf("unknown method %q", *request.Method)
		return answer
	}
	a := &calcArgs{input: request.Input, params: request.Params}
	result := method(a)
	if a.err != nil {
		answer.Error = a.err.Error()
		return answer
	}
	answer.Result = result
	return answer
}
