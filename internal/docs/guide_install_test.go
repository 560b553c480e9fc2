package docs_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// install creates the folder of programs: the tested Terraform under both names, the
// emulator, and a "go run" that starts it.
func (r *reader) install() {
	r.t.Helper()

	path, err := exec.LookPath(acctest.Terraform())
	if err != nil {
		r.t.Fatal(err)
	}

	for name, target := range map[string]string{
		"terraform": path, "tofu": path,
		filepath.Join("mirror", acctest.Registry(), "gitlabrunner", "gitlabrunner", "0.1.0", runtime.GOOS+"_"+runtime.GOARCH,
			"terraform-provider-gitlabrunner_v0.1.0"): acctest.ProviderProgram(r.t),
	} {
		link := filepath.Join(r.tools, name)
		if err := os.MkdirAll(filepath.Dir(link), 0o700); err != nil {
			r.t.Fatal(err)
		}

		if err := os.Symlink(target, link); err != nil {
			r.t.Fatal(err)
		}
	}

	for name, text := range map[string]string{
		"go": goRun, "gitlabsim": fmt.Sprintf(emulatorProgram, r.tools),
		"yes": strings.Repeat("yes\n", 9), "variables.sh": "",
		"rc": fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.Join(r.tools, "mirror")),
	} {
		if err := os.WriteFile(filepath.Join(r.tools, name), []byte(text), 0o700); err != nil { //nolint:gosec // Some are programs.
			r.t.Fatal(err)
		}
	}

	r.terraform.Environment = append(r.terraform.Environment, "TF_INPUT=1", "HOME="+r.home,
		"TF_CLI_CONFIG_FILE="+filepath.Join(r.tools, "rc"), "PATH="+r.tools+string(filepath.ListSeparator)+os.Getenv("PATH"), "NO_PROXY=127.0.0.1")
}

// buildEmulator builds the emulator. Its processes end with the test.
func (r *reader) buildEmulator() {
	r.t.Helper()

	build := exec.CommandContext(r.t.Context(), "go", "build", "-buildvcs=false", "-o", filepath.Join(r.tools, "emulator"), "../cmd/gitlabsim")
	if output, err := build.CombinedOutput(); err != nil {
		r.t.Fatalf("%v\n%s", err, output)
	}

	r.t.Cleanup(func() {
		processes, _ := os.ReadFile(filepath.Join(r.tools, "processes"))

		for field := range strings.FieldsSeq(string(processes)) {
			number, _ := strconv.Atoi(field)
			if process, err := os.FindProcess(number); err == nil {
				_ = process.Kill()
			}
		}
	})
}
