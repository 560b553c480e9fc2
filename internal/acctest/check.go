package acctest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

func itoa(number int64) string { return strconv.FormatInt(number, 10) }

// Config reads the configuration of a named step of the running test,
// testdata/<test>/<step>/main.tf.
func Config(t *testing.T, step string) string {
	t.Helper()

	text, err := os.ReadFile(filepath.Join("testdata", t.Name(), step, "main.tf"))
	noError(t, err)

	return string(text)
}

// ID is the id in state of a resource whose id is a number.
func ID(state *terraform.State, address string) (int64, error) {
	found, ok := state.RootModule().Resources[address]
	if !ok {
		return 0, fmt.Errorf("%s is not in state", address)
	}

	return strconv.ParseInt(found.Primary.Attributes["id"], 10, 64)
}

// CheckRunner checks a runner in GitLab.
func (g *GitLab) CheckRunner(address string, check func(*gitlab.RunnerDetails) error) resource.TestCheckFunc {
	return func(state *terraform.State) error {
		id, err := ID(state, address)
		if err != nil {
			return err
		}

		runner, _, err := g.API.Runners.GetRunnerDetails(id)
		if err != nil {
			return fmt.Errorf("GitLab has no runner %d: %w", id, err)
		}

		return check(runner)
	}
}

// CheckNoRunners checks that every runner of the state is gone from GitLab.
func (g *GitLab) CheckNoRunners(state *terraform.State) error {
	for address, found := range state.RootModule().Resources {
		if !slices.Contains([]string{"gitlabrunner_runner", "gitlabrunner_registered_runner"}, found.Type) || strings.HasPrefix(address, "data.") {
			continue
		}

		_, _, err := g.API.Runners.GetRunnerDetails(found.Primary.ID)
		if err == nil {
			return fmt.Errorf("%s is still in GitLab", address)
		}

		if !errors.Is(err, gitlab.ErrNotFound) {
			return fmt.Errorf("looking for %s: %w", address, err)
		}
	}

	return nil
}

// After checks GitLab when a step is planned or applied. Unlike a TestCheckFunc it works
// with for_each, whose states the testing framework cannot convert.
type After func() error

func (a After) CheckPlan(_ context.Context, _ plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	resp.Error = a()
}

func (a After) CheckState(_ context.Context, _ statecheck.CheckStateRequest, resp *statecheck.CheckStateResponse) {
	resp.Error = a()
}
