package gitlabapi_test

import (
	"net/http"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// Any member of any answer is missing, or something else than it should be: the
// call ends in a value that is complete, or in an error that can be shown.
func TestEveryMemberOfEveryAnswerIsSpoilt(t *testing.T) {
	t.Parallel()

	cases := 0
	header := http.Header{"Content-Type": {"application/json"}}

	for _, asking := range askings() {
		if asking.answer == "" {
			continue
		}

		if err := asking.answered(t, func() *http.Response { return response(200, header, asking.answer) }); err != nil {
			t.Errorf("%s fails with what GitLab answers: %v", asking.name, err)
		}

		for spoilt := range acctest.Corrupt(t, asking.answer) {
			cases++

			_ = asking.answered(t, func() *http.Response { return response(200, header, spoilt.Body) })

			if t.Failed() {
				t.Fatalf("%s: %s was %s", asking.name, spoilt.Where, spoilt.How)
			}
		}
	}

	t.Logf("%d answers", cases)
}
