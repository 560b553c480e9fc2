package acctest_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// The example with a token for each team creates each team's runner as the team's
// own user. It needs the built provider: a provider in process has one
// configuration.
func TestAccExamples_aTokenForEachTeam(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)
	group := g.Group(t)
	tokens, users := map[string]string{}, []string{}

	for _, team := range []string{"web", "data"} {
		user, token := g.User(t, "api")
		g.Join(t, group, user, gitlab.OwnerPermissions)
		tokens[team] = token
		users = append(users, user.Username)
	}

	encoded, err := json.Marshal(tokens)
	if err != nil {
		t.Fatal(err)
	}

	w := acctest.NewBuiltDir(t, g, nil)
	w.Environment = append(w.Environment, "TF_VAR_team_tokens="+string(encoded), fmt.Sprintf("TF_VAR_group_id=%d", group.ID))
	w.Write("main.tf", read(t, filepath.Join(root, filepath.FromSlash(severalConfigurations))))
	g.ClearJournal(t)
	w.Run(0, "apply", "-auto-approve")

	var makers []string

	for _, request := range g.Journal(t) {
		if request.Method == "POST" {
			makers = append(makers, request.User)
		}
	}

	slices.Sort(makers)
	slices.Sort(users)
	acctest.Equal(t, "the users that made the runners", makers, users)

	w.Run(0, "plan", "-detailed-exitcode")
	w.Run(0, "destroy", "-auto-approve")
}
