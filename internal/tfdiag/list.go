package tfdiag

import (
	"fmt"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// mostListed is the maximum number of names in a list.
const mostListed = 20

// List joins names from GitLab, which other users may have chosen. It cleans each
// name, and shortens a long list.
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
