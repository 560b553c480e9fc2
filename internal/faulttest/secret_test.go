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

// accessSecret is an access token that looks different in a URL, in JSON and in
// base64, and that nothing could know by a prefix.
const accessSecret = `own+/&"<secret>?~of=the-administrator`

// The whole life of every kind of object, with everything that Terraform and
// the provider can be made to log: no token is where it must not be.
func TestAccSecret_leavesNoTrace(t *testing.T) {
	t.Parallel()

	s := newSecrets(t)
	s.SkipBelow(11, 11, "write-only arguments")
	s.knowsEveryType()

	s.does(0, "apply", "-auto-approve")
	s.does(0, "plan", "-detailed-exitcode")
	s.does(0, "output")

	// Drift, as the web page makes it, is shown, saved, shown again and applied.
	s.drift()
	s.does(2, "plan", "-detailed-exitcode", "-out", "drift.tfplan")
	s.does(0, "show", "drift.tfplan")
	s.does(0, "apply", "drift.tfplan")

	// Every token is made anew.
	s.Environment = append(s.Environment, "TF_VAR_again=2")
	s.does(2, "plan", "-detailed-exitcode", "-out", "rotation.tfplan")
	s.does(0, "apply", "rotation.tfplan")
	s.does(0, "plan", "-detailed-exitcode")
	s.does(0, "show")

	// GitLab, or what stands before it, repeats what it was sent.
	s.provoke()

	s.does(0, "state", "rm", "gitlabrunner_runner.kept")
	s.does(0, "import", "gitlabrunner_runner.kept", fmt.Sprint(s.kept))
	s.does(0, "plan", "-out", "import.tfplan")

	if !acctest.IsTofu() && s.IsAtLeast(14, 14) {
		s.newerKinds()
	}

	s.judge()
	s.does(0, "destroy", "-auto-approve")
	s.judge()
}

// secrets are a GitLab, a real Terraform with the built provider, and whatever
// they say.
type secrets struct {
	*acctest.GitLab
	*acctest.TerraformDir
	*spy

	t      *testing.T
	config string
	// said is everything that was printed, by command.
	said map[string]string

	// given are the tokens that the test hands over.
	given []token
	// kept is a runner whose token may be in the state, served one whose token
	// must not be shown anywhere.
	kept, served int64
}

func newSecrets(t *testing.T) *secrets {
	t.Helper()
	acctest.NeedsTerraform(t)

	s := &secrets{t: t, said: make(map[string]string), spy: newSpy()}
	s.GitLab = acctest.NewSimBehind(t, s.between, gitlabsim.WithRootToken(accessSecret))
	s.Token = accessSecret
	s.API = s.As(t, accessSecret)
	s.AllowRegistration(t, true)

	group := s.Group(t)
	owner, other, joining, resets := s.Project(t, group), s.Project(t, group), s.Project(t, group), s.Project(t, group)

	adopted := s.runner("instance_type", nil)
	minted := s.runner("project_type", &owner.ID)
	served := s.runner("project_type", &owner.ID)
	s.served = served
	s.Manager(t, map[string]any{"runner_id": served, "system_id": "s_1", "version": "18.2.0", "contacted_at": acctest.Start})
	s.RunningJob(t, served, owner.ID)

	s.config = fmt.Sprintf(everything, owner.ID, other.PathWithNamespace, resets.PathWithNamespace, group.FullPath, adopted, minted, served)
	s.mayBeKept(resets.PathWithNamespace, minted)
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

// runner makes a runner by hand.
func (s *secrets) runner(kind string, project *int64) int64 {
	s.t.Helper()

	made, _, err := s.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: &kind, ProjectID: project})
	if err != nil {
		s.t.Fatal(err)
	}

	return made.ID
}

// does runs a command and keeps what it says.
func (s *secrets) does(code int, arguments ...string) string {
	s.t.Helper()

	said := s.Run(code, append([]string{arguments[0]}, arguments[1:]...)...)
	s.said[fmt.Sprint(len(s.said), " ", strings.Join(arguments, " "))] = said

	return said
}

// knowsEveryType fails when the provider has a kind of object that the
// configuration does not use.
func (s *secrets) knowsEveryType() {
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

// drift changes what Terraform has made, by hand.
func (s *secrets) drift() {
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

// provoke has requests fail with answers that repeat tokens in every form.
func (s *secrets) provoke() {
	s.t.Helper()

	forms := echoes(accessSecret)

	refusal, err := json.Marshal(map[string]any{"message": map[string]any{"base": []string{forms, s.tokenOf(s.kept)}}, "error": forms})
	if err != nil {
		s.t.Fatal(err)
	}

	s.drift()

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

		output := s.does(1, "apply", "-auto-approve")
		acctest.Reported(s.t, output, tfdiag.UpdateRunner.Because(answer.cause))
		acctest.Contains(s.t, output, "[MASKED]")
		s.ClearFaults(s.t)
	}

	// Of a token that the request carries, each form is known.
	s.Fault(s.t, acctest.Fault{
		Method: http.MethodDelete, Path: "/api/v4/runners/managers", Status: http.StatusUnprocessableEntity, Times: 10,
		Body: fmt.Sprintf(`{"message":%q}`, echoes(s.tokenOf(s.minted))),
	})

	output := s.does(1, "plan")
	acctest.Reported(s.t, output, tfdiag.TokenNotChecked, tfdiag.CheckRunnerToken.Because(tfdiag.Unexpected))
	acctest.Contains(s.t, output, "[MASKED]")
	s.ClearFaults(s.t)
}

// echoes is a secret as a receiver repeats it: as it is, in a URL, in JSON, and in
// base64, alone or behind a user's name of any length.
func echoes(secret string) string {
	quoted, _ := json.Marshal(secret)
	texts := []string{secret, url.QueryEscape(secret), url.PathEscape(secret), string(quoted)}

	for _, before := range []string{"", "u", "us", "user:"} {
		texts = append(texts, base64.StdEncoding.EncodeToString([]byte(before+secret)), base64.RawURLEncoding.EncodeToString([]byte(before+secret+"@")))
	}

	return strings.Join(texts, " ")
}

// newerKinds are the kinds of objects that Terraform has from 1.14 on.
func (s *secrets) newerKinds() {
	s.t.Helper()
	s.Write("actions.tf", fmt.Sprintf(actions, s.served))
	s.Write("all.tfquery.hcl", fmt.Sprintf(queries, s.served))
	s.does(0, "query")

	for _, action := range regexp.MustCompile(`action "(\w+)" "(\w+)"`).FindAllStringSubmatch(actions, -1) {
		s.does(0, "apply", "-auto-approve", "-invoke=action."+action[1]+"."+action[2])
	}
}
