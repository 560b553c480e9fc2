package gitlabsim_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
)

// grapeRequests are requests in four parts: method and path, whether there is a
// token, the content type, the body. A path under /runners/3 that changes
// settings shows what became of them.
var grapeRequests = strings.Split(strings.TrimSpace(`
GET /runners|max||
GET /runners|-||
GET /runners/|max||
GET //runners|max||
GET //runners//3|max||
GET /runners.json|max||
GET /runners.xml|max||
GET /runners/3|max||
GET /runners/3|max|text/plain|x
GET /runners/3|-||
GET /runners/3.json|max||
GET /runners/3.xml|max||
GET /runners/3.|max||
GET /runners/3.5|max||
GET /runners/3%2E5|max||
GET /runners/3.json.xml|max||
GET /runners/%203|max||
GET /runners/0_3|max||
GET /runners/+3|max||
GET /runners/a|max||
GET /runners/a.b|max||
GET /runners/.json|max||
GET /runners/verify|max||
GET /runners/3/managers|max||
GET /runners/3/managers.json|max||
GET /runners/3.5/managers|max||
GET /runners?format=xml|max||
GET /runners?format=xml|-||
GET /runners?format=|max||
GET /runners?format|max||
GET /runners?format=json|max||
GET /runners.json?format=json|max||
GET /nothing?format=txt|max||
GET /nothing|max||
HEAD /runners/3|max||
PATCH /runners|max||
POST /runners/all|max||
OPTIONS /runners|max||
OPTIONS /runners|-||
OPTIONS /runners/3|max||
OPTIONS /runners/3.json|max||
OPTIONS /runners/all|max||
OPTIONS /runners/verify|-||
OPTIONS /runners/managers|-||
OPTIONS /nothing|max||
GET /runners?tag_list=50%|max||
GET /runners?tag_list=a%2|max||
GET /runners?a=1&a[b]=2|max||
GET /runners?a[]=1&a[b]=2|max||
GET /runners?type=group_type;|max||
GET /runners?tag_list=gpu;linux|max||
GET /runners?paused|max||
GET /runners?paused=%20|max||
GET /runners?paused=T|max||
GET /runners?paused=tRUE|max||
GET /runners?tag_list[][]=a|max||
GET /runners?tag_list[a]=b|max||
GET /runners?[]=c&[=d|max||
GET /runners?type[]=group_type|max||
GET /runners?type[]=x|max||
GET /runners?type=x&status=y&paused=z|max||
GET /runners?status=|max||
GET /runners?page=x&per_page=0|max||
GET /runners?version_prefix=|max||
GET /runners?version_prefix=a|max||
GET /runners?version_prefix=a%0A1|max||
GET /projects/1/runners.xml|max||
GET /projects/1/runners?type=x|max||
DELETE /projects/2/runners/4.json|max||
DELETE /projects/2/runners/x|max||
POST /projects/1/runners|max|application/json|{}
POST /projects/1/runners|max|application/json|{"runner_id":"x"}
POST /user/runners|max||{"runner_type":"instance_type"}
POST /user/runners|max|application/json|{}
POST /user/runners|-|application/json|{}
POST /user/runners|-|application/json|{
POST /user/runners|max|application/json|{"runner_type":null}
POST /user/runners|max|application/json|{"runner_type":""}
POST /user/runners|max|application/json|{"runner_type":5}
POST /user/runners|max|application/json|{"runner_type":["group_type"]}
POST /user/runners|max|application/json|{"runner_type":["x"]}
POST /user/runners|max|application/json|{"runner_type":{}}
POST /user/runners|max|application/x-www-form-urlencoded|runner_type[]=instance_type
POST /user/runners|max|application/json|{"runner_type":"group_type"}
POST /user/runners|max|application/json|{"runner_type":"group_type","group_id":"x"}
POST /user/runners|max|application/json|{"runner_type":"group_type","locked":"x"}
POST /runners/verify|-|application/json|{}
POST /runners/verify|-|application/json|{"token":["x"]}
POST /runners/verify|-||token=x
DELETE /runners|-||token=x
DELETE /runners|-|application/json|{}
DELETE /runners/managers|-|application/json|{}
DELETE /runners/managers|-|application/json|{"token":"x"}
PUT /nothing|max|text/plain|x
PUT /nothing|max|application/json|{
PUT /runners/3|max||locked=true
PUT /runners/3|max|text/plain|x
PUT /runners/3|max|text/plain; charset=utf-8|x
PUT /runners/3?description=q|max|text/plain|
PUT /runners/3?format=xml|max|text/plain|x
PUT /runners/3|max|application/vnd.api+json|{}
PUT /runners/3|max|/|{}
PUT /runners/3|max|Application/JSON|{"description":"a"}
PUT /runners/3|max|application/json; charset=utf-8|{"description":"a"}
PUT /runners/3|max|application/json|{"locked":true
PUT /runners/3|max|application/json|{} {}
PUT /runners/3|max|application/json|[1]
PUT /runners/3|max|application/json|null
PUT /runners/3|max|application/json|{}
PUT /runners/x|max|application/json|{}
PUT /runners/x|max|application/json|{"access_level":"z","active":1,"paused":1}
PUT /runners/3|max|application/json|{"paused":null,"active":null}
PUT /runners/3|max|application/x-www-form-urlencoded|description=%zz
PUT /runners/3|max|application/x-www-form-urlencoded|description=a;locked=true
PUT /runners/3|max|application/x-www-form-urlencoded|description=a& locked=true
PUT /runners/3|max|application/x-www-form-urlencoded|locked=t
PUT /runners/3|max|application/x-www-form-urlencoded|locked=F
PUT /runners/3|max|application/x-www-form-urlencoded|locked=Y
PUT /runners/3|max|application/x-www-form-urlencoded|locked=No
PUT /runners/3|max|application/x-www-form-urlencoded|locked=ON
PUT /runners/3|max|application/x-www-form-urlencoded|locked=yEs
PUT /runners/3|max|application/x-www-form-urlencoded|locked= true
PUT /runners/3|max|application/json|{"locked":1}
PUT /runners/3|max|application/json|{"locked":1.0}
PUT /runners/3|max|application/json|{"locked":2}
PUT /runners/3|max|application/json|{"locked":[true]}
PUT /runners/3|max|application/x-www-form-urlencoded|maximum_timeout= 1_000 
PUT /runners/3|max|application/x-www-form-urlencoded|maximum_timeout=1__000
PUT /runners/3|max|application/x-www-form-urlencoded|maximum_timeout=_1000
PUT /runners/3|max|application/x-www-form-urlencoded|maximum_timeout=0d1000
PUT /runners/3|max|application/x-www-form-urlencoded|maximum_timeout=01000
PUT /runners/3|max|application/x-www-form-urlencoded|maximum_timeout=0x1000
PUT /runners/3|max|application/x-www-form-urlencoded|maximum_timeout=%2B1000
PUT /runners/3|max|application/x-www-form-urlencoded|maximum_timeout=- 1000
PUT /runners/3|max|application/x-www-form-urlencoded|maximum_timeout=700.5
PUT /runners/3|max|application/json|{"maximum_timeout":700.9}
PUT /runners/3|max|application/json|{"maximum_timeout":7e2}
PUT /runners/3|max|application/json|{"maximum_timeout":""}
PUT /runners/3|max|application/json|{"maximum_timeout":" "}
PUT /runners/3|max|application/json|{"maximum_timeout":true}
PUT /runners/3|max|application/json|{"maximum_timeout":1e400}
PUT /runners/3|max|application/json|{"description":true}
PUT /runners/3|max|application/json|{"description":1.50}
PUT /runners/3|max|application/json|{"description":7e2}
PUT /runners/3|max|application/json|{"description":1e20}
PUT /runners/3|max|application/json|{"description":0.00001}
PUT /runners/3|max|application/json|{"description":123456789012345678901234567890}
PUT /runners/3|max|application/json|{"description":[]}
PUT /runners/3|max|application/json|{"description":{}}
PUT /runners/3|max|application/json|{"description":null}
PUT /runners/3|max|application/json|{"description":""}
PUT /runners/3|max|application/json|{"access_level":["ref_protected"]}
PUT /runners/3|max|application/json|{"access_level":["x"]}
PUT /runners/3|max|application/json|{"access_level":[]}
PUT /runners/3|max|application/json|{"access_level":""}
PUT /runners/3|max|application/json|{"active":"x","locked":"y","description":[]}
POST /user/runners|max|application/json|{"maximum_timeout":"x","locked":"x","paused":"x","description":[]}
POST /runners|-|application/json|{"token":"x","maximum_timeout":"x","run_untagged":"x","access_level":"x","active":"x","description":[]}
POST /runners|-|application/json|{"token":"x","maintainer_note":"a","maintenance_note":"b","active":true,"paused":true}
PUT /runners/3|max|application/json|{"tag_list":5}
PUT /runners/3|max|application/json|{"tag_list":["a,b"," c "]}
PUT /runners/3|max|application/json|{"tag_list":[true,1.5,"a"]}
PUT /runners/3|max|application/x-www-form-urlencoded|tag_list[]=a&tag_list[]=b,c
`), "\n")

// grapeAnswer is what testdata/grape.rb prints.
type grapeAnswer struct {
	Status int    `json:"status"`
	Allow  string `json:"allow"`
	Body   string `json:"body"`
}

// askGrape sends every request to Grape, the API framework of GitLab.
func askGrape(t *testing.T, ruby string) []grapeAnswer {
	t.Helper()

	var input bytes.Buffer

	for _, line := range grapeRequests {
		parts := strings.SplitN(line, "|", 4)
		method, path, _ := strings.Cut(parts[0], " ")

		if err := json.NewEncoder(&input).Encode(map[string]any{
			"method": method, "path": "/api/v4" + path, "signed_in": parts[1] != "-", "content_type": parts[2], "body": parts[3],
		}); err != nil {
			t.Fatal(err)
		}
	}

	command := exec.CommandContext(t.Context(), ruby, "testdata/grape.rb")
	command.Stdin, command.Stderr = &input, os.Stderr

	output, err := command.Output()
	if err != nil {
		t.Fatalf("%s testdata/grape.rb: %v; it needs the gem grape (Debian: ruby-grape)", ruby, err)
	}

	var answers []grapeAnswer

	for line := range bytes.Lines(output) {
		var got grapeAnswer
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatal(err)
		}

		answers = append(answers, got)
	}

	if len(answers) != len(grapeRequests) {
		t.Fatalf("Grape answered %d of %d requests", len(answers), len(grapeRequests))
	}

	return answers
}

// TestGrape compares the emulator with Grape:
//
//	GITLABSIM_RUBY=ruby go test ./internal/gitlabsim -run TestGrape
func TestGrape(t *testing.T) {
	t.Parallel()

	ruby := os.Getenv("GITLABSIM_RUBY")
	if ruby == "" {
		t.Skip("GITLABSIM_RUBY names no Ruby with the gem grape")
	}

	for i, want := range askGrape(t, ruby) {
		t.Run(grapeRequests[i], func(t *testing.T) {
			t.Parallel()

			parts := strings.SplitN(grapeRequests[i], "|", 4)
			method, path, _ := strings.Cut(parts[0], " ")
			s := fixture(t)
			got := s.send(method, path, parts[3], s.header(parts[1], parts[2]))

			// The API checks permissions and objects, and the framework does not.
			beyond := want.Status < 300 && (got.status == http.StatusForbidden || got.status == http.StatusNotFound)
			if got.status != want.Status && !beyond {
				t.Fatalf("the emulator answered with %d %s, and Grape with %d %s", got.status, got.text, want.Status, want.Body)
			}

			if allow := got.header.Get("Allow"); allow != want.Allow {
				t.Errorf("the emulator allows %q, and Grape %q", allow, want.Allow)
			}

			if want.Status >= 300 && got.text != want.Body {
				t.Errorf("the emulator answered with %s, and Grape with %s", got.text, want.Body)
			}

			if method == http.MethodPut && want.Status == http.StatusOK {
				compareSettings(t, got, want)
			}
		})
	}
}

// compareSettings compares the stored settings.
func compareSettings(t *testing.T, got answer, want grapeAnswer) {
	t.Helper()

	stored := objects(t, got)[0]

	for name, value := range objects(t, answer{text: want.Body})[0] {
		if !reflect.DeepEqual(stored[name], value) {
			t.Errorf("the emulator made %v of %s, and Grape %v", stored[name], name, value)
		}
	}
}
