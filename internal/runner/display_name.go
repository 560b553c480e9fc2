package runner

import (
	"fmt"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// displayName is the name of a runner in a query, as
// "#42 build linux (group runner of acme/platform, paused, online)". It has the
// owner only if the details of the runner were read.
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
		return kind + " of " + gitlabapi.Clean(pathOf(runner.Groups[0]))
	case len(runner.Projects) == 1:
		return kind + " of " + gitlabapi.Clean(runner.Projects[0].PathWithNamespace)
	case len(runner.Projects) > 1:
		return fmt.Sprintf("%s of %d projects", kind, len(runner.Projects))
	default:
		return kind
	}
}

// pathOf is the path of a group, from its URL as in
// https://docs.gitlab.com/api/groups/, because several groups can have one name.
func pathOf(group gitlabapi.Group) string {
	if group.WebURL != nil {
		if _, path, found := strings.Cut(*group.WebURL, "/groups/"); found && path != "" {
			return path
		}
	}

	return group.Name
}
