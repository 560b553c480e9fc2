package authtoken_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// All tokens of a fleet become due, and one apply rotates each exactly once.
func TestAccToken_fleet(t *testing.T) {
	t.Parallel()

	size := 200
	if testing.Short() {
		size = 40 // twice as many as Terraform takes at once
	}

	w := newTerraformDir(t)
	w.Environment = append(w.Environment, "TF_LOG=") // The trace takes longer than the fleet.
	s := fixtureIn(t, w.GitLab)

	for range size {
		s.newRunner()
	}

	w.configure(fmt.Sprintf(`
resource "gitlabrunner_authentication_token" "it" {
  count     = %d
  runner_id = count.index + 1
  rotate_after = "30d"
}
`, size))
	w.Run(0, "apply", "-auto-approve", "-parallelism=20")
	w.FakeClock(t).Advance(30 * 24 * time.Hour)
	w.ClearJournal(t)
	acctest.Contains(t, w.Run(0, "apply", "-auto-approve", "-parallelism=20"), fmt.Sprintf("0 added, %d changed, 0 destroyed", size))

	resets := make(map[string]int)
	for _, write := range w.Writes(t) {
		resets[write]++
	}

	acctest.Equal(t, "the tokens that were reset", len(resets), size)
	acctest.Equal(t, "the writes", len(w.Writes(t)), size)
	w.Run(0, "plan", "-detailed-exitcode")
}
