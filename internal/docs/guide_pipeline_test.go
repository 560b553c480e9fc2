package docs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// runPipeline runs the scripts of one job of the last pipeline file, in a fresh
// checkout of the files that the reader has committed.
func (r *reader) runPipeline(e element) {
	r.t.Helper()

	folder, _, _ := strings.Cut(r.pipeline, "/")
	checkout := r.t.TempDir()

	entries, err := os.ReadDir(filepath.Join(r.home, folder))
	if err != nil {
		r.t.Fatal(err)
	}

	for _, entry := range entries {
		if committed := slices.Contains([]string{".tf", ".hcl"}, filepath.Ext(entry.Name())); committed {
			text := read(r.t, filepath.Join(r.home, folder, entry.Name()))
			if err := os.WriteFile(filepath.Join(checkout, entry.Name()), []byte(text), 0o600); err != nil {
				r.t.Fatal(err)
			}
		}
	}

	script := append(r.jobVariables(), scripts(read(r.t, filepath.Join(r.home, r.pipeline)), e.argument)...)
	r.printed = r.shell("set -e\n"+strings.Join(script, "\n"), checkout, e.exitCode)
}

// jobVariables are the variables that GitLab sets in a job, and the CI/CD variables of
// the guides.
func (r *reader) jobVariables() []string {
	var set []string

	for _, variable := range slices.Concat(r.variables(), []string{
		"CI_API_V4_URL=" + r.url + "/api/v4", "CI_PROJECT_ID=1", "CI_JOB_TOKEN=" + jobToken, "GITLAB_TOKEN=" + r.g.Token,
	}) {
		name, value, _ := strings.Cut(variable, "=")
		set = append(set, fmt.Sprintf("export %s='%s'", name, value))
	}

	return set
}

var (
	topLevel     = regexp.MustCompile(`(?m)^[\w.-]+:$`)
	yamlVariable = regexp.MustCompile(`(?m)^ +([A-Z][A-Z0-9_]+): "?([^"\n]+)"?$`)
	yamlCommand  = regexp.MustCompile(`^ *- (?:run: )?(terraform .+|tofu .+)$`)
)

// scripts are the commands of a job in the order in which a pipeline runs them:
// its variables, those before each script, and its own. It reads as much of YAML
// as the guides use: one command a line, and only Terraform's.
func scripts(pipeline, job string) []string {
	var commands []string

	for _, variable := range yamlVariable.FindAllStringSubmatch(pipeline, -1) {
		value, _, _ := strings.Cut(variable[2], " #")
		if strings.Contains(value, "secrets.") {
			value = acctest.RootToken
		}

		commands = append(commands, fmt.Sprintf("export %s=\"%s\"", variable[1], value))
	}

	for _, part := range []string{"default", job, "jobs"} {
		for line := range strings.Lines(topLevelPart(pipeline, part)) {
			if match := yamlCommand.FindStringSubmatch(strings.TrimSuffix(line, "\n")); match != nil {
				commands = append(commands, match[1])
			}
		}
	}

	return commands
}

// topLevelPart is what is below a key at the beginning of a line.
func topLevelPart(pipeline, key string) string {
	_, part, found := strings.Cut("\n"+pipeline, "\n"+key+":\n")
	if !found {
		return ""
	}

	if next := topLevel.FindStringIndex(part); next != nil {
		part = part[:next[0]]
	}

	return part
}
