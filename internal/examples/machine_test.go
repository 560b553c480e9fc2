package examples_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// cloudMachine is the cloud-init of a machine of a fleet. It is nil for fleets that do
// not create their machines.
type cloudMachine struct {
	t      *testing.T
	folder string
	script string
}

// machine reads the cloud-init in the state.
func (f *fleet) machine() *cloudMachine {
	f.t.Helper()

	var state any
	if err := json.Unmarshal([]byte(f.Output("show", "-json")), &state); err != nil {
		f.t.Fatal(err)
	}

	init := cloudInit(state)
	if init == "" {
		return nil
	}

	var parsed struct {
		WriteFiles []struct{ Path, Permissions, Content string } `yaml:"write_files"`
		Runcmd     []string
	}

	if err := yaml.Unmarshal([]byte(init), &parsed); err != nil {
		f.t.Fatalf("%v\n%s", err, init)
	}

	m := &cloudMachine{t: f.t, folder: f.t.TempDir()}

	for _, file := range parsed.WriteFiles {
		path := filepath.Join(m.folder, filepath.Base(file.Path))
		if filepath.Dir(file.Path) == "/usr/local/sbin" {
			m.script = path
		}

		if err := os.WriteFile(path, []byte(file.Content), 0o700); err != nil { //nolint:gosec // One of them is run.
			f.t.Fatal(err)
		}
	}

	acctest.Contains(f.t, strings.Join(parsed.Runcmd, "\n"), "gitlab-runner", "systemctl enable --now gitlab-runner-token.timer")

	return m
}

// cloudInit finds a cloud-init in a state, plain or in Base64.
func cloudInit(value any) string {
	switch value := value.(type) {
	case string:
		if decoded, err := base64.StdEncoding.DecodeString(value); err == nil {
			value = string(decoded)
		}

		if strings.HasPrefix(value, "#cloud-config\n") {
			return value
		}
	case []any:
		for _, element := range value {
			if found := cloudInit(element); found != "" {
				return found
			}
		}
	case map[string]any:
		for _, element := range value {
			if found := cloudInit(element); found != "" {
				return found
			}
		}
	}

	return ""
}

// The programs on the machines of each cloud, with a store in a file. They answer like
// the service: curl, which Google and Azure require, returns the secret only for the
// token of the machine's identity.
const (
	awsProgram = `#!/bin/sh
[ "$*" = "ssm get-parameter --region /any/region --name /gitlab-runner/build --with-decryption --query Parameter.Value --output text" ] && cat "$STORE"
`
	curlProgram = `#!/bin/sh
case "$*" in
*-H\ Metadata-Flavor:Google*/service-accounts/default/token | *-H\ Metadata:true*resource=https%3A%2F%2Fvault.azure.net*)
	echo '{"access_token": "of-the-machine"}' ;;
*/versions/latest:access)
	[ "$(cat)" = 'header = "Authorization: Bearer of-the-machine"' ] && printf '{"payload": {"data": "%s"}}' "$(printf %s "$(cat "$STORE")" | base64 | tr -d '\n')" ;;
*/any/key_vault_urisecrets/gitlab-runner-build?api-version=7.4*)
	[ "$(cat)" = 'header = "Authorization: Bearer of-the-machine"' ] && printf '{"value": "%s"}' "$(cat "$STORE")" ;;
*) exit 22 ;;
esac
`
)

// fetches runs the script of the timer of the machine, and checks that the token is in
// the configuration of GitLab Runner. An empty store, or one without a token, does not
// change the configuration.
func (m *cloudMachine) fetches(token string) {
	if m == nil {
		return
	}

	m.t.Helper()

	for _, content := range []string{"", "not handed on", token, token, ""} {
		m.run(content, content == token)
	}

	configuration := text(m.t, filepath.Join(m.folder, "config.toml"))
	acctest.Equal(m.t, "the token in config.toml", regexp.MustCompile(`token = "(.*)"`).FindStringSubmatch(configuration)[1], token)
	acctest.Contains(m.t, configuration, "FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true", "concurrent = 2", `executor = "docker"`)
}

func (m *cloudMachine) run(stored string, succeeds bool) {
	m.t.Helper()
	needsTools(m.t, "sh", "jq", "sed", "cmp", "base64")

	programs, store := filepath.Join(m.folder, "bin"), filepath.Join(m.folder, "store")
	if err := os.MkdirAll(programs, 0o700); err != nil {
		m.t.Fatal(err)
	}

	for path, content := range map[string]string{
		filepath.Join(programs, "aws"): awsProgram, filepath.Join(programs, "curl"): curlProgram, store: stored,
	} {
		if err := os.WriteFile(path, []byte(content), 0o700); err != nil { //nolint:gosec // Two of them are run.
			m.t.Fatal(err)
		}
	}

	script := exec.CommandContext(m.t.Context(), "sh", m.script)
	script.Env = []string{"PATH=" + programs + string(os.PathListSeparator) + os.Getenv("PATH"), "CONFIG_FOLDER=" + m.folder, "STORE=" + store}

	if output, err := script.CombinedOutput(); (err == nil) != succeeds {
		m.t.Errorf("with %d characters in the store: %v\n%s", len(stored), err, output)
	}
}
