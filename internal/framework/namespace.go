package framework

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

const (
	number = `[1-9][0-9]{0,17}`
	// What GitLab never has in a name, and would mean something in a URL.
	char = `[^\s/:?#%\\\p{Cc}\p{Z}]`
	// A name of dots alone would lead elsewhere.
	segment = char + `*[^\s/:?#%\\\p{Cc}\p{Z}.]` + char + `*`
	// A name of digits alone would be an id.
	name = `(` + char + `*[^\s/:?#%\\\p{Cc}\p{Z}.0-9]` + char + `*|[0-9.]*([0-9]\.|\.[0-9])[0-9.]*)`
)

var (
	// A project is in a group, or is a user's; a group need not be in another.
	project = regexp.MustCompile(`^(` + number + `|` + segment + `(/` + segment + `)+)$`)
	group   = regexp.MustCompile(`^(` + number + `|` + name + `|` + segment + `(/` + segment + `)+)$`)
)

// IsProject reports whether a text can mean a project.
func IsProject(text string) bool { return project.MatchString(text) }

// ParseID is the id that a text is, if it is one.
func ParseID(text string) (int64, bool) {
	id, err := strconv.ParseInt(text, 10, 64)

	return id, err == nil && id > 0
}

// NamesNamespace reports whether a text means the project or group with this id and
// this path. GitLab finds paths in any case.
func NamesNamespace(text string, id int64, path string) bool {
	if written, ok := ParseID(text); ok {
		return written == id
	}

	return strings.EqualFold(text, path)
}

// ProjectValidator checks an attribute that names a project.
func ProjectValidator() validator.String {
	return stringvalidator.RegexMatches(project, `must be the id of a project, as "42", or its full path, as "group/project"`)
}

// GroupValidator checks an attribute that names a group.
func GroupValidator() validator.String {
	return stringvalidator.RegexMatches(group, `must be the id of a group, as "42", or its full path, as "group/subgroup"`)
}
