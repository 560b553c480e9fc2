package examples_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// gitlabFile is what a .gitlab-ci.yml says, as far as the example uses it.
type gitlabFile struct {
	Workflow  struct{ Rules []gitlabRule }
	Stages    []string
	Variables map[string]string
	Default   struct {
		Image        any
		BeforeScript []string `yaml:"before_script"`
	}
	Jobs map[string]gitlabJob `yaml:",inline"`
}

type gitlabRule struct{ If, When string }

type gitlabJob struct {
	If            string // of a hidden job, which is a rule
	Stage         string
	Image         any
	Rules         []gitlabRule
	Needs         []string
	Variables     map[string]string
	Script        []string
	ResourceGroup string `yaml:"resource_group"`
	Environment   struct{ Name string }
	Artifacts     struct {
		Access   string
		ExpireIn string `yaml:"expire_in"`
		Paths    []string
		Reports  map[string]string
	}
}

func readYAML(t *testing.T, path string, into any) {
	t.Helper()

	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()

	decoder := yaml.NewDecoder(file)
	decoder.KnownFields(true)

	if err := decoder.Decode(into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

func readGitLab(t *testing.T) gitlabFile {
	t.Helper()

	var file gitlabFile

	readYAML(t, filepath.Join(pipelines, ".gitlab-ci.yml"), &file)
	maps.DeleteFunc(file.Jobs, func(name string, _ gitlabJob) bool { return strings.HasPrefix(name, ".") })

	return file
}

// jobs are the jobs of a pipeline, in the order of its stages. The manual ones
// end with "(manual)".
func (f gitlabFile) jobs(variables map[string]string) []string {
	if _, ok := matching(f.Workflow.Rules, variables); !ok {
		return nil
	}

	var names []string

	for _, stage := range f.Stages {
		for _, name := range slices.Sorted(maps.Keys(f.Jobs)) {
			rule, ok := matching(f.Jobs[name].Rules, variables)
			if !ok || f.Jobs[name].Stage != stage {
				continue
			}

			if rule.When != "" {
				name += " (" + rule.When + ")"
			}

			names = append(names, name)
		}
	}

	return names
}

func matching(rules []gitlabRule, variables map[string]string) (gitlabRule, bool) {
	for _, rule := range rules {
		if holds(rule.If, variables) {
			return rule, true
		}
	}

	return gitlabRule{}, false
}

// holds evaluates comparisons that are joined with &&.
func holds(expression string, variables map[string]string) bool {
	for _, comparison := range strings.Split(expression, " && ") {
		equal := !strings.Contains(comparison, "!=")

		left, right, found := strings.Cut(strings.Replace(comparison, "!=", "==", 1), " == ")
		if !found || (operand(left, variables) == operand(right, variables)) != equal {
			return false
		}
	}

	return true
}

func operand(text string, variables map[string]string) string {
	if name, ok := strings.CutPrefix(text, "$"); ok {
		return variables[name]
	}

	return strings.Trim(text, `"`)
}

// Each event starts its jobs, and an apply is started manually.
func TestPipeline_jobsOfEachEvent(t *testing.T) {
	t.Parallel()

	file := readGitLab(t)

	for name, test := range map[string]struct{ source, branch, want string }{
		"merge request":      {source: "merge_request_event", want: "validate plan comment"},
		"push after a merge": {source: "push", branch: "main", want: "validate plan apply (manual)"},
		"push to a branch":   {source: "push", branch: "topic"},
		"schedule":           {source: "schedule", branch: "main", want: "drift drift-issue"},
		"by hand":            {source: "web", branch: "main", want: "validate plan apply (manual)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			variables := map[string]string{"CI_PIPELINE_SOURCE": test.source, "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BRANCH": test.branch}
			if got := strings.Join(file.jobs(variables), " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Each job is in a stage, runs a script that exists, waits for jobs of an earlier
// stage, and has one token at most. Saved plans are not open to everyone.
func TestPipeline_jobs(t *testing.T) {
	t.Parallel()

	file := readGitLab(t)
	tokens := map[string]string{
		"plan": "$FLEET_READ_TOKEN", "drift": "$FLEET_READ_TOKEN", "apply": "$FLEET_APPLY_TOKEN",
		"comment": "$FLEET_REPORT_TOKEN", "drift-issue": "$FLEET_REPORT_TOKEN",
	}

	if len(file.Jobs) != 6 {
		t.Errorf("%d jobs, want 6", len(file.Jobs))
	}

	for name, job := range file.Jobs {
		stage := slices.Index(file.Stages, job.Stage)
		if stage < 0 {
			t.Errorf("%s: there is no stage %q", name, job.Stage)
		}

		for _, need := range job.Needs {
			if other, ok := file.Jobs[need]; !ok || slices.Index(file.Stages, other.Stage) >= stage {
				t.Errorf("%s: needs %s, which is in no earlier stage", name, need)
			}
		}

		if script, ok := strings.CutPrefix(strings.Join(job.Script, "\n"), "sh "); !ok {
			t.Errorf("%s: runs no script", name)
		} else if _, err := os.Stat(filepath.Join(pipelines, script)); err != nil {
			t.Errorf("%s: %v", name, err)
		}

		if got := job.Variables["GITLAB_TOKEN"]; got != tokens[name] {
			t.Errorf("%s: has the token %q, want %q", name, got, tokens[name])
		}

		if len(job.Artifacts.Paths) > 0 && (job.Artifacts.Access != "developer" || job.Artifacts.ExpireIn == "") {
			t.Errorf("%s: its artifacts are kept for everyone or for ever", name)
		}
	}

	if apply := file.Jobs["apply"]; apply.ResourceGroup == "" || apply.Environment.Name != "fleet" {
		t.Error("an apply is not the only one, or has no environment that protects its token")
	}
}

// Every script that a job runs is called by one, and shellcheck finds nothing.
func TestPipeline_scripts(t *testing.T) {
	t.Parallel()

	scripts, err := filepath.Glob(pipelines + "/ci/*.sh")
	if err != nil || len(scripts) != 10 {
		t.Fatalf("found %d scripts: %v", len(scripts), err)
	}

	var callers strings.Builder

	for _, path := range append(scripts, pipelines+"/.gitlab-ci.yml", pipelines+"/.github/workflows/fleet.yml") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}

		callers.Write(text)
	}

	for _, script := range scripts {
		if !regexp.MustCompile(`(ci|"\$0"\))"?/` + regexp.QuoteMeta(filepath.Base(script))).MatchString(callers.String()) {
			t.Errorf("%s is not used", script)
		}
	}

	if _, err := exec.LookPath("shellcheck"); err != nil {
		t.Skip("there is no shellcheck")
	}

	if output, err := exec.CommandContext(t.Context(), "shellcheck", scripts...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}
