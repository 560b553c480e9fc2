package gitlabprovider_test

import (
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	runner     = "gitlabrunner_runner"
	registered = "gitlabrunner_registered_runner"
	assignment = "gitlabrunner_project_assignment"

	userRunner   = "gitlab_user_runner"
	legacyRunner = "gitlab_runner"
	enablement   = "gitlab_project_runner_enablement"
)

// targets are the moves between types, each with a state that can be moved.
var targets = []struct{ from, to, state string }{
	{userRunner, runner, `{"id":"42","runner_type":"instance_type"}`},
	{legacyRunner, runner, `{"id":"42"}`},
	{legacyRunner, registered, `{"id":"42"}`},
	{enablement, assignment, `{"id":"7:42","project":"7","runner_id":42}`},
}

// A mirror of the provider has another host. Another namespace or name is another
// provider, for which the framework has an error.
func TestProtoMove_basic(t *testing.T) {
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

			acctest.Diagnosed(t, diagnostics, acctest.FrameworkError)
			acctest.Contains(t, found, address)
		}
	}
}

func TestProtoMove_otherTypes(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for _, source := range []string{"gitlab_project", userRunner, legacyRunner, enablement} {
		for _, target := range []string{runner, registered, assignment} {
			supported := false
			for _, pair := range targets {
				supported = supported || pair.from == source && pair.to == target
			}

			if _, diagnostics := proto.Move(target, acctest.Source{TypeName: source, State: `{"id":"42"}`}); !supported {
				acctest.Diagnosed(t, diagnostics, acctest.FrameworkError)
				acctest.Contains(t, acctest.Errors(diagnostics), source, target)
			}
		}
	}
}

// An error names the attribute, and never shows its value.
func TestProtoMove_malformedStates(t *testing.T) {
	t.Parallel()

	const secret = "glrt-secret"

	proto := acctest.NewSim(t).Proto(t, nil)

	for _, test := range []struct{ from, to, state, want string }{
		{userRunner, runner, `{"id":"` + secret + `"}`, "`id`"},
		{userRunner, runner, `{"runner_type":"instance_type","token":"` + secret + `"}`, "`id`"},
		{userRunner, runner, `{"id":"-1","token":"` + secret + `"}`, "`id`"},
		{userRunner, runner, `{"id":"42","token":["` + secret + `"]}`, "`token`"},
		{userRunner, runner, `{"id":"42","runner_type":1}`, "`runner_type`"},
		{userRunner, runner, `{"id":"42","runner_type":"group_type","group_id":"` + secret + `"}`, "`group_id`"},
		{userRunner, runner, `{"id":"42","project_id":1.5}`, "`project_id`"},
		{userRunner, runner, `{"id":"42","untagged":"yes"}`, "`untagged`"},
		{userRunner, runner, `{"id":"42","tag_list":"linux,arm"}`, "`tag_list`"},
		{userRunner, runner, `{"id":"42","maximum_timeout":{}}`, "`maximum_timeout`"},
		{userRunner, runner, `"` + secret + `"`, ""},
		{userRunner, runner, `{"token":"` + secret, ""},
		{legacyRunner, runner, `{"id":"42","authentication_token":{"a":"` + secret + `"}}`, "`authentication_token`"},
		{legacyRunner, registered, `{"id":"42","registration_token":["` + secret + `"]}`, "`registration_token`"},
		{legacyRunner, registered, `{"id":"42","run_untagged":2}`, "`run_untagged`"},
		{enablement, assignment, `{"id":"7:42","runner_id":42}`, "`project`"},
		{enablement, assignment, `{"id":"7:42","project":7,"runner_id":42}`, "`project`"},
		{enablement, assignment, `{"id":"7:42","project":"7"}`, "`runner_id`"},
	} {
		moved, diagnostics := proto.Move(test.to, acctest.Source{TypeName: test.from, State: test.state})
		found := acctest.Errors(diagnostics)

		id := tfdiag.MoveAttributeMalformed
		if test.want == "" {
			id = tfdiag.MoveStateUnreadable
		}

		acctest.Diagnosed(t, diagnostics, id)
		acctest.Contains(t, found, test.want, test.from)
		acctest.Equal(t, test.state+": moved", !moved.Gone(), false)

		if strings.Contains(found, secret) {
			t.Errorf("the error shows what is in the state: %s", found)
		}
	}
}
