package gitlabapi_test

import (
	"net/http"
	"testing"
)

// Any answer to any call results in a complete value, or in an error that can be
// shown.
func FuzzAnswer(f *testing.F) {
	calls := apiCalls()

	for n, call := range calls {
		f.Add(uint8(n), uint16(200), "application/json", "", "", call.answer)
		f.Add(uint8(n), uint16(400), "application/json", "", "", `{"message":{"tags_list":["no `+runnerSecret+`"]},"error":"glrt-abcdefghijkl"}`)
	}

	f.Fuzz(func(t *testing.T, which uint8, status uint16, contentType, name, value, body string) {
		if status < 200 || status > 599 {
			t.Skip("Go's client never returns this status")
		}

		header := http.Header{"Content-Type": {contentType}}
		if name != "" {
			header.Set(name, value)
		}

		requests := 0

		_ = calls[int(which)%len(calls)].answered(t, func() *http.Response {
			if requests++; requests > 3 {
				// A list must end.
				return response(http.StatusNotFound, nil, "")
			}

			return response(int(status), header.Clone(), body)
		})
	})
}
