package runner_test

import (
	"fmt"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// A runner can keep tags that GitLab's parser would change while other settings change.
// A change of the list is refused, because it sends the whole list.
func TestProtoRunner_importTags(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)

	made, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{
		RunnerType: gitlab.Ptr("instance_type"), TagList: &[]string{`"a`, `b"`, `it's`, `'c`},
	})
	if err != nil {
		t.Fatal(err)
	}

	state, diagnostics := proto.Import("gitlabrunner_runner", fmt.Sprint(made.ID))
	acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")

	config := acctest.Values{"runner_type": "instance_type", "tag_list": []string{"a, b", "it's", "'c"}}
	plan := proto.Plan("gitlabrunner_runner", &state, config)
	acctest.Diagnosed(t, plan.Diagnostics)
	acctest.Equal(t, "the plan is empty", plan.Value.Equal(state.Value), true)

	config["description"] = "changed"
	state, diagnostics = proto.Apply("gitlabrunner_runner", proto.Plan("gitlabrunner_runner", &state, config))
	acctest.Equal(t, "errors of the apply", acctest.Errors(diagnostics), "")

	config["tag_list"] = []string{"a, b", "it's", "'c", "d"}
	plan = proto.Plan("gitlabrunner_runner", &state, config)
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("tag_list", tfdiag.TagInvalid), acctest.At("tag_list", tfdiag.TagInvalid))

	config["tag_list"] = []string{"it's", "d"}
	acctest.Diagnosed(t, proto.Plan("gitlabrunner_runner", &state, config).Diagnostics)
}
