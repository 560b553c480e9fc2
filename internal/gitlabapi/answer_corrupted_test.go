package gitlabapi_test

import (
	"net/http"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// Any answer without a member, or with another value of it, results in a complete
// value or in an error that can be shown.
func TestAnswer_corrupted(t *testing.T) {
	t.Parallel()

	cases := 0
	header := http.Header{"Content-Type": {"application/json"}}

	for _, call := range apiCalls() {
		if call.answer == "" {
			continue
		}

		if err := call.answered(t, func() *http.Response { return response(200, header, call.answer) }); err != nil {
			t.Errorf("%s fails on GitLab's answer: %v", call.name, err)
		}

		for corrupted := range acctest.Corrupt(t, call.answer) {
			cases++

			_ = call.answered(t, func() *http.Response { return response(200, header, corrupted.Body) })

			if t.Failed() {
				t.Fatalf("%s: %s is %s", call.name, corrupted.Where, corrupted.How)
			}
		}
	}

	t.Logf("%d answers", cases)
}
