package gitlabsim_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func TestTooLargeBody(t *testing.T) {
	t.Parallel()

	s := newSim(t)
	large := `{"description":"` + repeat(1<<20) + `"}`

	testCase{do: "API", status: 413}.check(t, s.do(`root POST /user/runners `+large))
	testCase{do: "sim", status: 413}.check(t, s.do(`- POST /_sim/jobs `+large))
	testCase{do: "journal", status: 200, has: `{"status":413}`}.check(t, entry(t, s, -1))
}

func TestTooLongURI(t *testing.T) {
	t.Parallel()

	s := newSim(t)
	fits := "/api/v4/user?a="
	fits += repeat(8192 - len(fits))

	testCase{do: "the longest", status: 200}.check(t, s.do(`root GET `+fits))
	testCase{do: "a longer query", status: 414, body: `{"message":"414 Request-URI Too Large"}`}.check(t, s.do(`root GET `+fits+"x"))
	testCase{do: "a longer path", status: 414}.check(t, s.do(`root GET /`+repeat(8192)))
	testCase{do: "sim", status: 414}.check(t, s.do(`- GET /_sim/`+repeat(8192)))
}

// A full emulator still answers, and accepts new rows after a deletion.
func TestFullState(t *testing.T) {
	t.Parallel()

	const rows = 10 // root and its token, an assignment and a membership among them

	const full = `{"error":"the emulator holds 10 rows and takes no more: delete some, or POST /_sim/reset"}`

	s := newSim(t, gitlabsim.WithCapacity(rows))
	s.must(
		`root POST /projects name=a`, `root POST /user/runners runner_type=project_type&project_id=1`,
		`- POST /runners/verify token=$glrt1$&system_id=s`, `- POST /_sim/jobs {"runner_id":1}`,
		`root PUT /projects/1 path=b`, `root POST /groups name=g&path=g`,
	)

	for _, line := range []string{
		`root POST /user/runners runner_type=instance_type`, `root PUT /projects/1 path=c`, `- POST /runners/verify token=$glrt1$`,
		`root POST /groups/1/members user_id=1&access_level=50`, `- POST /_sim/managers {"runner_id":1,"system_id":"t"}`, `- POST /_sim/jobs {"runner_id":1}`,
	} {
		testCase{do: line, status: 507, body: full}.check(t, s.do(line))
	}

	s.must(
		`root GET /runners/1`, `- PUT /_sim/jobs/1 {"status":"success"}`, `- PUT /_sim/runners/1 {}`,
		`root DELETE /groups/1`, `root POST /user/runners runner_type=instance_type`,
		`- POST /_sim/reset`, `root POST /user/runners runner_type=instance_type`,
	)
}

func TestJournalForgetsTheOldest(t *testing.T) {
	t.Parallel()

	s := newSim(t, gitlabsim.WithCapacity(3))

	for i := range 100 {
		s.must(fmt.Sprintf(`root GET /user?i=%d`, i))
	}

	testCase{do: "journal", status: 200, has: `[{"query":"i=97"},{"query":"i=98"},{"query":"i=99","status":200}]`}.check(t,
		s.do(`- GET /_sim/journal`))
}

func TestJournalForgetsTheLongest(t *testing.T) {
	t.Parallel()

	s := newSim(t, gitlabsim.WithCapacity(3))

	for i := range 3 {
		s.must(fmt.Sprintf(`root GET /user?%d=%s`, i, repeat(2000)))
	}

	testCase{do: "journal", status: 200, has: `[{"query":"2=` + repeat(2000) + `"}]`}.check(t, s.do(`- GET /_sim/journal`))
}

func TestFaultsAreBounded(t *testing.T) {
	t.Parallel()

	s := newSim(t)
	line := `- POST /_sim/faults {"path":"/api/v4/user","status":503}`

	testCase{do: "a long body", status: 400, body: `{"error":"body has to be of 65536 bytes at most"}`}.check(t,
		s.do(`- POST /_sim/faults {"status":503,"body":"`+repeat(64<<10+1)+`"}`))

	testCase{do: "a long path", status: 400, body: `{"error":"method, path, retry_after and delay have to be of 8192 bytes at most, all together"}`}.check(t,
		s.do(`- POST /_sim/faults {"status":503,"path":"/`+repeat(8192)+`"}`))

	for range 1000 {
		s.must(line)
	}

	testCase{do: line, status: 400, body: `{"error":"1000 faults wait already: DELETE /_sim/faults"}`}.check(t, s.do(line))
	testCase{do: "one that was used makes room", status: 503}.check(t, s.do(`root GET /user`))
	s.must(line)
}

// A single row is bounded by limits on its texts.
func TestTooLongTexts(t *testing.T) {
	t.Parallel()

	long := repeat(256)
	words := "is too long (maximum is 255 characters)"

	run(t, []testCase{
		{name: "users/name", do: `root POST /users {"username":"u","name":"` + long + `","email":"u@example.com","password":"x"}`, status: 400, body: `{"error":"name ` + words + `"}`},
		{name: "users/address", do: `root POST /users {"username":"u","name":"u","email":"` + long + `","password":"x"}`, status: 400, body: `{"error":"email ` + words + `"}`},
		{name: "users/username", do: `root POST /users {"username":"` + long + `","name":"u","email":"u@example.com","password":"x"}`, status: 400},
		{name: "tokens/name", do: `root POST /users/2/personal_access_tokens {"name":"` + long + `","scopes":["api"]}`, status: 400, body: `{"error":"name ` + words + `"}`},
		{name: "groups/name", do: `ann POST /groups {"path":"b","name":"` + long + `"}`, status: 400, body: `{"error":"name ` + words + `"}`},
		{name: "groups/description", do: `ann PUT /groups/1 {"description":"` + repeat(1025) + `"}`, status: 400, body: `{"error":"description is too long (maximum is 1024 characters)"}`},
		{name: "projects/name", do: `max PUT /projects/1 {"name":"` + long + `"}`, status: 400, body: `{"error":"name ` + words + `"}`},
		{name: "_sim/runners", do: `- PUT /_sim/runners/3 {"tag_list":["a","` + repeat(65534) + `"]}`, status: 200},
		{name: "_sim/runners, longer", do: `- PUT /_sim/runners/3 {"tag_list":["ab","` + repeat(65534) + `"]}`, status: 400, body: `{"error":"description and tag_list have 65536 bytes at most, all together"}`},
		{name: "a description before it had a limit", version: "17.10", do: `max PUT /runners/3 {"description":"` + repeat(65536) + `"}`, status: 200},
		{name: "a description that would fill the memory", version: "17.10", do: `max PUT /runners/3 {"description":"` + repeat(65537) + `"}`, status: 400, body: `{"message":{"description":["is too long (maximum is 65536 characters)"]}}`},
		{name: "_sim/managers", do: `- POST /_sim/managers {"runner_id":3,"system_id":"s","platform":"` + long + `"}`, status: 400, body: `{"error":"a version has 2048 characters at most, every other text 255"}`},
		{name: "_sim/jobs", do: `- POST /_sim/jobs {"runner_id":3,"name":"` + long + `"}`, status: 400, body: `{"error":"a text of a job has 255 characters at most"}`},
	})
}

// A request with an incomplete body is not acted upon.
func TestUnfinishedBody(t *testing.T) {
	t.Parallel()

	s := newSim(t)

	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://gitlab.test/api/v4/user/runners",
		&brokenReader{strings.NewReader(`{"runner_type":`)})
	if err != nil {
		t.Fatal(err)
	}

	r.RemoteAddr = "127.0.0.1:1"
	w := httptest.NewRecorder()
	s.server.ServeHTTP(w, r)

	if w.Code != http.StatusBadRequest {
		t.Errorf("answered with %d, want 400", w.Code)
	}

	testCase{do: "nothing was made", status: 200, body: `[]`}.check(t, s.do(`root GET /runners/all`))
}

// brokenReader is a connection that ends early.
type brokenReader struct{ *strings.Reader }

func (b *brokenReader) Read(into []byte) (int, error) {
	n, err := b.Reader.Read(into)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}

	return n, err
}
