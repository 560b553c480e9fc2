package gitlabsim_test

import (
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func TestParseVersion(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]gitlabsim.Version{
		"16.0": "16.0", "16.11": "16.11", "17.3": "17.3", "v17.5.2-ee": "17.5", "18.6.0": "18.6",
		"19.5": gitlabsim.Newest,
		"":     "", "17": "", "15.11": "", "16.12": "", "19.6": "", "20.0": "", "17.x": "", "17.-1": "", "17.5.2.1": "",
	} {
		got, err := gitlabsim.ParseVersion(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("ParseVersion(%q) is %q, %v, want %q", text, got, err, want)
		}

		if err != nil && !strings.Contains(err.Error(), "use one from 16.0 to 19.5") {
			t.Errorf("ParseVersion(%q) does not say what to use: %v", text, err)
		}
	}
}

func TestVersions(t *testing.T) {
	t.Parallel()

	versions := gitlabsim.Versions()

	for _, text := range versions {
		if v := gitlabsim.MustVersion(text); string(v) != text {
			t.Errorf("%s reads as %s", text, v)
		}
	}

	if newest := versions[len(versions)-1]; newest != string(gitlabsim.Newest) {
		t.Errorf("the last version is %s, want %s", newest, gitlabsim.Newest)
	}

	versions[0] = "changed"

	if gitlabsim.Versions()[0] == "changed" {
		t.Error("Versions hands out its own list")
	}
}

func TestUnknownVersionPanics(t *testing.T) {
	t.Parallel()

	for name, call := range map[string]func(){
		"MustVersion": func() { gitlabsim.MustVersion("1.0") },
		"WithVersion": func() { gitlabsim.New(gitlabsim.WithVersion("1.0")) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s takes an unknown version", name)
				}
			}()

			call()
		}()
	}
}
