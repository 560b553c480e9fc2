package tfdiag

import (
	"fmt"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// mostListed is how many names a person reads.
const mostListed = 20

// List is a list of names that come from GitLab, of which anybody may have
// chosen some: made fit to show, and no longer than a person reads.
func List(names []string, separator string) string {
	var shown []string

	for i, name := range names {
		if i == mostListed {
			shown = append(shown, fmt.Sprintf("and %d more", len(names)-i))

			break
		}

		shown = append(shown, gitlabapi.Clean(name))
	}

	return strings.Join(shown, separator)
}
