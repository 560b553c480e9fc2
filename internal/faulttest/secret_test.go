package faulttest_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// accessSecret is an access token without a prefix, whose forms in a URL, in JSON and
// in base64 differ.
const accessSecret = `own+/&"<secret>?~of=the-administrator`

// Every kind of object is created, changed, rotated, imported and destroyed, with all
// logs of Terraform and the provider. No output, file or request has a token, except
// the states and plans that may have it.
func TestAccSecret_basic(t *testing.T) {
	t.Parallel()

	s := newSecrets(t)
	s.SkipBelow(11, 11, "write-only arguments")
	s.checkEveryTypeIsUsed()

	s.runRecorded(0, "apply", "-auto-approve")
	s.runRecorded(0, "plan", "-detailed-exitcode")
	s.runRecorded(0, "output")

	// A plan that corrects a change outside of Terraform is saved, shown and applied.
	s.changeOutside()
	s.runRecorded(2, "plan", "-detailed-exitcode", "-out", "drift.tfplan")
	s.runRecorded(0, "show", "drift.tfplan")
	s.runRecorded(0, "apply", "drift.tfplan")

	// Every token is rotated.
	s.Environment = append(s.Environment, "TF_VAR_again=2")
	s.runRecorded(2, "plan", "-detailed-exitcode", "-out", "rotation.tfplan")
	s.runRecorded(0, "apply", "rotation.tfplan")
	s.runRecorded(0, "plan", "-detailed-exitcode")
	s.runRecorded(0, "show")

	// GitLab, or a proxy, repeats the tokens of the request in its answer.
	s.failRequests()

	s.runRecorded(0, "state", "rm", "gitlabrunner_runner.kept")
	s.runRecorded(0, "import", "gitlabrunner_runner.kept", fmt.Sprint(s.kept))
	s.runRecorded(0, "plan", "-out", "import.tfplan")

	if !acctest.IsTofu() && s.IsAtLeast(14, 14) {
		s.newerKinds()
	}

	s.checkNoTraces()
	s.runRecorded(0, "destroy", "-auto-approve")
	s.checkNoTraces()
}

// secrets are a GitLab and a real Terraform with the built provider, with the
// outputs and the tokens of the test.
type secrets struct {
	*acctest.GitLab
	*acctest.TerraformDir
	*tokenRecorder

	t      *testing.T
	config string
	// outputs are the outputs by command.
	outputs map[string]string

	// given are the tokens that the test passes to Terraform.
	given []token
	// kept is a runner whose token may be in the state, served one whose token must
	// not be.
	kept, served int64
}

func newSecrets(t *testing.T) *secrets {
	t.Helper()
	acctest.NeedsTerraform(t)

	s := &secrets{t: t, outputs: make(map[string]string), tokenRecorder: newTokenRecorder()}
	s.GitLab = acctest.NewSimBehind(t, s.between, gitlabsim.WithRootToken(accessSecret))
	s.Token = accessSecret
	s.API = s.As(t, accessSecret)
	s.AllowRegistration(t, true)

	group := s.Group(t)
	owner, other, joining, resets := s.Project(t, group), s.Project(t, group), s.Project(t, group), s.Project(t, group)

	adopted := s.runner("instance_type", nil)
	verified := s.runner("project_type", &owner.ID)
	served := s.runner("project_type", &owner.ID)
	s.served = served
	s.Manager(t, map[string]any{"runner_id": served, "system_id": "s_1", "version": "18.2.0", "contacted_at": acctest.Start})
	s.RunningJob(t, served, owner.ID)

	s.config = fmt.Sprintf(everything, owner.ID, other.PathWithNamespace, resets.PathWithNamespace, group.FullPath, adopted, verified, served)
	s.mayBeKept(resets.PathWithNamespace, verified)
	s.given = []token{
		{accessSecret, "the provider", false},
		{s.tokenOf(adopted), "the adopted runner", false},
		{owner.RunnersToken, "the owner project", true},
		{joining.RunnersToken, "another project", false},
	}

	s.TerraformDir = acctest.NewBuiltDir(t, s.GitLab, nil)
	s.Write("main.tf", s.config)
	s.Environment = append(s.Environment,
		"TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(s.Folder, "trace.log"),
		"TF_VAR_present="+s.tokenOf(adopted), "TF_VAR_joining="+owner.RunnersToken, "TF_VAR_joining_wo="+joining.RunnersToken, "TF_VAR_again=1",
		"TF_VAR_store="+filepath.Join(t.TempDir(), "store"),
	)

	return s
}

// runner creates a runner outside of Terraform.
func (s *secrets) runner(kind string, project *int64) int64 {
	s.t.Helper()

	made, _, err := s.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: &kind, ProjectID: project})
	if err != nil {
		s.t.Fatal(err)
	}

	return made.ID
}

// runRecorded runs a command and records its output.
func (s *secrets) runRecorded(code int, arguments ...string) string {
	s.t.Helper()

	output := s.Run(code, append([]string{arguments[0]}, arguments[1:]...)...)
	s.outputs[fmt.Sprint(len(s.outputs), " ", strings.Join(arguments, " "))] = output

	return output
}

// checkEveryTypeIsUsed checks that the configurations use all types of the provider.
func (s *secrets) checkEveryTypeIsUsed() {
	s.t.Helper()

	var described struct {
		Schemas map[string]map[string]json.RawMessage `json:"provider_schemas"`
	}

	if err := json.Unmarshal([]byte(s.Output("providers", "schema", "-json")), &described); err != nil {
		s.t.Fatal(err)
	}

	texts := map[string]string{
		"resource_schemas": s.config, "data_source_schemas": s.config, "ephemeral_resource_schemas": s.config, "functions": s.config,
		"action_schemas": actions, "list_resource_schemas": queries,
	}
	words := map[string]string{
		"resource_schemas": `resource "%s"`, "data_source_schemas": `data "%s"`, "ephemeral_resource_schemas": `ephemeral "%s"`,
		"functions": `::%s(`, "action_schemas": `action "%s"`, "list_resource_schemas": `list "%s"`,
	}

	for provider, schema := range described.Schemas {
		if !strings.Contains(provider, "gitlabrunner") {
			continue
		}

		for kind, text := range texts {
			var types map[string]json.RawMessage

			_ = json.Unmarshal(schema[kind], &types)

			for name := range types {
				if !strings.Contains(text, fmt.Sprintf(words[kind], name)) {
					s.t.Errorf("%s %s is not used", kind, name)
				}
			}
		}
	}
}

// changeOutside pauses a runner outside of Terraform.
func (s *secrets) changeOutside() {
	s.t.Helper()

	id := regexp.MustCompile(`id = (\d+)`).FindStringSubmatch(strings.Join(strings.Fields(s.Output("state", "show", "gitlabrunner_runner.kept")), " "))
	if id == nil {
		s.t.Fatal("the runner has no id")
	}

	_, _ = fmt.Sscan(id[1], &s.kept)

	if _, _, err := s.API.Runners.UpdateRunnerDetails(s.kept, &gitlab.UpdateRunnerDetailsOptions{Paused: gitlab.Ptr(true)}); err != nil {
		s.t.Fatal(err)
	}
}

// failRequests makes requests fail with answers that contain tokens in every form.
func (s *secrets) failRequests() {
	s.t.Helper()

	forms := encodings(accessSecret)

	refusal, err := json.Marshal(map[string]any{"message": map[string]any{"base": []string{forms, s.tokenOf(s.kept)}}, "error": forms})
	if err != nil {
		s.t.Fatal(err)
	}

	s.changeOutside()

	for _, answer := range []struct {
		status int
		body   string
		cause  tfdiag.Cause
	}{
		{http.StatusBadRequest, string(refusal), tfdiag.BadRequest},
		{http.StatusBadGateway, "<title>" + forms + s.tokenOf(s.kept) + "</title>", tfdiag.ForeignAnswer},
		{http.StatusForbidden, forms, tfdiag.ForeignAnswer},
	} {
		s.Fault(s.t, acctest.Fault{Method: http.MethodPut, Path: fmt.Sprintf("/api/v4/runners/%d", s.kept), Status: answer.status, Body: answer.body, Times: 10})

		output := s.runRecorded(1, "apply", "-auto-approve")
		acctest.Reported(s.t, output, tfdiag.UpdateRunner.Because(answer.cause))
		acctest.Contains(s.t, output, "[MASKED]")
		s.ClearFaults(s.t)
	}

	// Each form of a token in the request is masked.
	s.Fault(s.t, acctest.Fault{
		Method: http.MethodDelete, Path: "/api/v4/runners/managers", Status: http.StatusUnprocessableEntity, Times: 10,
		Body: fmt.Sprintf(`{"message":%q}`, encodings(s.tokenOf(s.verified))),
	})

	output := s.runRecorded(1, "plan")
	acctest.Reported(s.t, output, tfdiag.TokenNotChecked, tfdiag.CheckRunnerToken.Because(tfdiag.Unexpected))
	acctest.Contains(s.t, output, "[MASKED]")
	s.ClearFaults(s.t)
}

// encodings are the forms in which a server may repeat a secret: as it is, in a URL,
// in JSON, and in base64, alone or after a user name of any length.
func encodings(secret string) string {
	quoted, _ := json.Marshal(secret)
	texts := []string{secret, url.QueryEscape(secret), url.PathEscape(secret), string(quoted)}

	for _, before := range []string{"", "u", "us", "user:"} {
		texts = append(texts, base64.StdEncoding.EncodeToString([]byte(before+secret)), base64.RawURLEncoding.EncodeToString([]byte(before+secret+"@")))
	}

	return strings.Join(texts, " ")
}

// newerKinds uses the kinds of objects that Terraform has from 1.14 on.
func (s *secrets) newerKinds() {
	s.t.Helper()
	s.Write("actions.tf", fmt.Sprintf(actions, s.served))
	s.Write("all.tfquery.hcl", fmt.Sprintf(queries, s.served))
	s.runRecorded(0, "query")

	for _, action := range regexp.MustCompile(`action "(\w+)" "(\w+)"`).FindAllStringSubmatch(actions, -1) {
		s.runRecorded(0, "apply", "-auto-approve", "-invoke=action."+action[1]+"."+action[2])
	}
}
