package runner

import (
	"fmt"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// displayName tells runners apart for people, as
// "#42 build linux (group runner of platform, paused, online)". Whose it is is
// known only where its details were read.
func displayName(runner gitlabapi.Runner) string {
	words := []string{belonging(runner)}

	if runner.Paused {
		words = append(words, "paused")
	}

	// The status paused hides whether the runner is online.
	switch {
	case runner.Status == "stale":
		words = append(words, "stale")
	case runner.Online == nil:
		words = append(words, "never contacted")
	case *runner.Online:
		words = append(words, "online")
	default:
		words = append(words, "offline")
	}

	return fmt.Sprintf("%s (%s)", runner.Label(), strings.Join(words, ", "))
}

func belonging(runner gitlabapi.Runner) string {
	kind := strings.TrimSuffix(runner.RunnerType, "_type") + " runner"

	switch {
	case len(runner.Groups) > 0:
		return kind + " of " + gitlabapi.Clean(runner.Groups[0].Name)
	case len(runner.Projects) == 1:
		return kind + " of " + gitlabapi.Clean(runner.Projects[0].PathWithNamespace)
	case len(runner.Projects) > 1:
		return fmt.Sprintf("%s of %d projects", kind, len(runner.Projects))
	default:
		return kind
	}
}
