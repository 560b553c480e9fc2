package gitlabprovider_test

import (
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

const (
	runner     = "gitlabrunner_runner"
	registered = "gitlabrunner_registered_runner"
	assignment = "gitlabrunner_project_assignment"

	userRunner   = "gitlab_user_runner"
	legacyRunner = "gitlab_runner"
	enablement   = "gitlab_project_runner_enablement"
)

// targets is what moves where, with a state that can be moved.
var targets = []struct{ from, to, state string }{
	{userRunner, runner, `{"id":"42","runner_type":"instance_type"}`},
	{legacyRunner, runner, `{"id":"42"}`},
	{legacyRunner, registered, `{"id":"42"}`},
	{enablement, assignment, `{"id":"7:42","project":"7","runner_id":42}`},
}

// Whoever mirrors a provider gives it another host; another namespace or name
// is another provider, and the framework says what it says of those.
func TestProtoMove_whoseStatesAreMoved(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for _, target := range targets {
		for address, ours := range map[string]bool{
			"registry.terraform.io/gitlabhq/gitlab":   true,
			"registry.opentofu.org/gitlabhq/gitlab":   true,
			"mirror.example.com:8443/gitlabhq/gitlab": true,
			"gitlab":                                   true, // OpenTofu 1.10, and some versions after it
			"registry.terraform.io/hashicorp/gitlab":   false,
			"registry.terraform.io/notgitlabhq/gitlab": false,
			"registry.terraform.io/gitlabhq/gitlabx":   false,
			"gitlabx":                                  false,
			"gitlabhq/gitlab":                          false,
			"registry.terraform.io/gitlabhq/x/gitlab":  false,
		} {
			moved, diagnostics := proto.Move(target.to, acctest.Source{Address: address, TypeName: target.from, State: target.state})
			found := acctest.Errors(diagnostics)

			if ours {
				acctest.Equal(t, address+": errors for "+target.from, found, "")
				acctest.Equal(t, address+": moved "+target.from, moved.Gone(), false)

				continue
			}

			acctest.Contains(t, found, "Unable to Move Resource State", "does not include support for the given source", address)
		}
	}
}

func TestProtoMove_otherTypesAreLeftAlone(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for _, source := range []string{"gitlab_project", userRunner, legacyRunner, enablement} {
		for _, target := range []string{runner, registered, assignment} {
			supported := false
			for _, pair := range targets {
				supported = supported || pair.from == source && pair.to == target
			}

			if _, diagnostics := proto.Move(target, acctest.Source{TypeName: source, State: `{"id":"42"}`}); !supported {
				acctest.Contains(t, acctest.Errors(diagnostics), "does not include support for the given source", source, target)
			}
		}
	}
}

// An error names the attribute, and shows nothing that is in it.
func TestProtoMove_malformedStates(t *testing.T) {
	t.Parallel()

	const secret = "glrt-secret"

	proto := acctest.NewSim(t).Proto(t, nil)

	for _, test := range []struct{ from, to, state, want string }{
		{userRunner, runner, `{"id":"` + secret + `"}`, "id is not a whole number"},
		{userRunner, runner, `{"runner_type":"instance_type","token":"` + secret + `"}`, "id is not an id"},
		{userRunner, runner, `{"id":"-1","token":"` + secret + `"}`, "id is not an id"},
		{userRunner, runner, `{"id":"42","token":["` + secret + `"]}`, "token is not a text"},
		{userRunner, runner, `{"id":"42","runner_type":1}`, "runner_type is not a text"},
		{userRunner, runner, `{"id":"42","runner_type":"group_type","group_id":"` + secret + `"}`, "group_id is not a whole number"},
		{userRunner, runner, `{"id":"42","project_id":1.5}`, "project_id is not a whole number"},
		{userRunner, runner, `{"id":"42","untagged":"yes"}`, "untagged is not true or false"},
		{userRunner, runner, `{"id":"42","tag_list":"linux,arm"}`, "tag_list is not a list of texts"},
		{userRunner, runner, `{"id":"42","maximum_timeout":{}}`, "maximum_timeout is not a whole number"},
		{userRunner, runner, `"` + secret + `"`, "no JSON object"},
		{userRunner, runner, `{"token":"` + secret, "no JSON object"},
		{legacyRunner, runner, `{"id":"42","authentication_token":{"a":"` + secret + `"}}`, "authentication_token is not a text"},
		{legacyRunner, registered, `{"id":"42","registration_token":["` + secret + `"]}`, "registration_token is not a text"},
		{legacyRunner, registered, `{"id":"42","run_untagged":2}`, "run_untagged is not true or false"},
		{enablement, assignment, `{"id":"7:42","runner_id":42}`, "project is not a text"},
		{enablement, assignment, `{"id":"7:42","project":7,"runner_id":42}`, "project is not a text"},
		{enablement, assignment, `{"id":"7:42","project":"7"}`, "runner_id is not an id"},
	} {
		moved, diagnostics := proto.Move(test.to, acctest.Source{TypeName: test.from, State: test.state})
		found := acctest.Errors(diagnostics)

		acctest.Contains(t, found, "Unable to move "+test.from, test.want, "Nothing was moved")
		acctest.Equal(t, test.state+": moved", !moved.Gone(), false)
		acctest.Equal(t, test.state+": errors", len(diagnostics), 1)

		if strings.Contains(found, secret) {
			t.Errorf("the error shows what is in the state: %s", found)
		}
	}
}
