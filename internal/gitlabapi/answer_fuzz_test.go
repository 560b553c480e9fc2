package gitlabapi_test

import (
	"net/http"
	"testing"
)

// Whatever answers whatever call: there is no panic, and it ends in a value that
// is complete or in an error that can be shown.
func FuzzAnswer(f *testing.F) {
	askings := askings()

	for n, asking := range askings {
		f.Add(uint8(n), uint16(200), "application/json", "", "", asking.answer)
		f.Add(uint8(n), uint16(400), "application/json", "", "", `{"message":{"tags_list":["no `+runnerSecret+`"]},"error":"glrt-abcdefghijkl"}`)
	}

	f.Fuzz(func(t *testing.T, which uint8, status uint16, contentType, name, value, body string) {
		if status < 200 || status > 599 {
			t.Skip("what Go's client never shows")
		}

		header := http.Header{"Content-Type": {contentType}}
		if name != "" {
			header.Set(name, value)
		}

		asked := 0

		_ = askings[int(which)%len(askings)].answered(t, func() *http.Response {
			if asked++; asked > 3 {
				// A list has to end somewhere.
				return response(http.StatusNotFound, nil, "")
			}

			return response(int(status), header.Clone(), body)
		})
	})
}
