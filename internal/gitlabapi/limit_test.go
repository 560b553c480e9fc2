package gitlabapi_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// within answers with so many requests left of a hundred in a window that ends
// so many seconds after the bubble began.
func within(window, left int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", time.Now().UTC().Format(http.TimeFormat))
		w.Header().Set("RateLimit-Name", "throttle_authenticated_api")
		w.Header().Set("RateLimit-Observed", strconv.Itoa(100-left))
		w.Header().Set("RateLimit-Remaining", strconv.Itoa(left))
		w.Header().Set("RateLimit-Reset", strconv.Itoa(bubbleEpoch+window))
		reply(200, `{"id":1,"runner_type":"instance_type","token":"glrt-x"}`)(w, r)
	}
}

// bubbleEpoch is when every synctest bubble begins.
const bubbleEpoch = 946684800

// late answers as GitLab would now, but the answer is long under way.
func late(by time.Duration, handler http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		recorder := httptest.NewRecorder()
		handler(recorder, r)
		time.Sleep(by)

		for name := range recorder.Header() {
			w.Header().Set(name, recorder.Header().Get(name))
		}

		w.WriteHeader(recorder.Code)
		_, _ = recorder.Body.WriteTo(w)
	}
}

func broken(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(noAnswer) }

// Reads are begun at certain seconds; the answers decide when they are sent.
func TestLimitFollowsWhatIsReported(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		begun   []int
		answers []http.HandlerFunc
		sent    []int
	}{
		"full speed while it lasts": {
			[]int{0, 0, 0, 0},
			[]http.HandlerFunc{within(60, 50), within(60, 49), within(60, 48), within(60, 47)},
			[]int{0, 0, 0, 0},
		},
		"the last tenth is spread": {
			[]int{0, 0, 0, 0, 0},
			[]http.HandlerFunc{within(60, 5), within(60, 4), within(60, 3), within(60, 2), within(60, 1)},
			[]int{0, 10, 20, 30, 40},
		},
		"others take of it as well": {
			[]int{0, 0, 0, 0},
			[]http.HandlerFunc{within(60, 5), within(60, 1), within(60, 0), within(120, 99)},
			[]int{0, 10, 35, 60},
		},
		"spent, until it is full again": {
			[]int{0, 0, 0},
			[]http.HandlerFunc{within(60, 0), within(120, 99), within(120, 98)},
			[]int{0, 60, 60},
		},
		"an answer that comes late raises nothing": {
			[]int{0, 1, 5},
			[]http.HandlerFunc{late(3*time.Second, within(60, 50)), within(60, 0), within(120, 99)},
			[]int{0, 1, 60},
		},
		"nor one of the window before": {
			[]int{0, 9, 11, 13},
			[]http.HandlerFunc{within(10, 50), late(3*time.Second, within(10, 49)), within(60, 0), within(120, 99)},
			[]int{0, 9, 11, 60},
		},
		"nor does that hold anybody": {
			[]int{0, 9, 11, 13},
			[]http.HandlerFunc{within(10, 50), late(3*time.Second, within(10, 0)), late(9*time.Second, within(60, 99)), within(60, 98)},
			[]int{0, 9, 11, 13},
		},
		"what is in flight may not be counted yet": {
			[]int{0, 0, 0, 0},
			[]http.HandlerFunc{within(60, 2), late(20*time.Second, within(60, 1)), late(20*time.Second, within(60, 0)), within(120, 99)},
			[]int{0, 20, 40, 60},
		},
		"silent answers are counted": {
			[]int{0, 0, 0, 0},
			[]http.HandlerFunc{within(60, 2), reply(200, `{"id":1,"runner_type":"instance_type"}`), reply(200, `{"id":1,"runner_type":"instance_type"}`), within(120, 99)},
			[]int{0, 20, 40, 60},
		},
		"no budget, no pace": {
			[]int{0, 0, 0},
			[]http.HandlerFunc{reply(200, `{"id":1,"runner_type":"instance_type"}`)},
			[]int{0, 0, 0},
		},
		"a hold is no shorter for a later word": {
			[]int{0, 0, 3},
			[]http.HandlerFunc{late(time.Second, tooMany("Retry-After", "30")), late(2*time.Second, tooMany("Retry-After", "5")), ok},
			[]int{0, 0, 31, 32, 32},
		},
		"an answer from before a hold opens nothing": {
			[]int{0, 0, 2, 2, 2},
			[]http.HandlerFunc{late(time.Second, tooMany("Retry-After", "30")), late(2*time.Second, ok), ok},
			[]int{0, 0, 31, 32, 32, 33},
		},
		"nor does no answer": {
			[]int{0, 1, 1},
			[]http.HandlerFunc{tooMany("Retry-After", "30"), broken, late(9*time.Second, ok), ok},
			[]int{0, 30, 30, 40, 40},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			inVirtualTime(t, inOrder(test.answers...), func(t *testing.T, v *virtual, client *gitlabapi.Client) {
				var callers sync.WaitGroup

				for _, at := range test.begun {
					time.Sleep(time.Until(v.begin.Add(time.Duration(at) * time.Second)))
					callers.Go(func() {
						if err := read(t.Context(), client); err != nil {
							t.Error(err)
						}
					})
					synctest.Wait()
				}

				callers.Wait()

				if got := v.times("GET /runners/1"); !slices.Equal(got, test.sent) {
					t.Errorf("sent at %v, want %v", got, test.sent)
				}
			})
		})
	}
}
