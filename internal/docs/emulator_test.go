package docs_test

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// The script in the guide "The emulator" prints the output in the guide.
func TestEmulator_script(t *testing.T) {
	t.Parallel()

	for _, tool := range []string{"sh", "curl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("the script needs %s", tool)
		}
	}

	server := httptest.NewServer(gitlabsim.New(gitlabsim.WithRootToken("glpat-root")))
	t.Cleanup(server.Close)

	folder := filepath.Join(repository, "examples", "guides", "emulator")
	script := exec.CommandContext(t.Context(), "sh", filepath.Join(folder, "life.sh"))
	script.Env = append(os.Environ(), "GITLAB_BASE_URL="+server.URL, "GITLAB_TOKEN=glpat-root", "NO_PROXY=127.0.0.1")

	printed, err := script.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}

	if want := read(t, filepath.Join(folder, "life.txt")); string(printed) != want {
		t.Errorf("the script prints\n%s\nwant\n%s", printed, want)
	}
}
