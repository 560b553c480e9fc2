package framework

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

const (
	number = `[1-9][0-9]{0,17}`
	// GitLab allows none of these characters in a name, and they have a meaning in a URL.
	char = `[^\s/:?#%\\\p{Cc}\p{Z}]`
	// A name of dots alone is a relative path in a URL.
	segment = char + `*[^\s/:?#%\\\p{Cc}\p{Z}.]` + char + `*`
	// A name of digits alone is an ID.
	name = `(` + char + `*[^\s/:?#%\\\p{Cc}\p{Z}.0-9]` + char + `*|[0-9.]*([0-9]\.|\.[0-9])[0-9.]*)`
)

var (
	// A project is in a group, or is a user's; a group need not be in another.
	project = regexp.MustCompile(`^(` + number + `|` + segment + `(/` + segment + `)+)$`)
	group   = regexp.MustCompile(`^(` + number + `|` + name + `|` + segment + `(/` + segment + `)+)$`)
)

// IsProject reports whether a text can be the ID or path of a project.
func IsProject(text string) bool { return project.MatchString(text) }

// ParseID returns the ID that a text is, and false if it is not one.
func ParseID(text string) (int64, bool) {
	id, err := strconv.ParseInt(text, 10, 64)

	return id, err == nil && id > 0
}

// NamesNamespace reports whether a text is the ID or the path of a project or group.
// GitLab ignores the case of paths.
func NamesNamespace(text string, id int64, path string) bool {
	if written, ok := ParseID(text); ok {
		return written == id
	}

	return strings.EqualFold(text, path)
}

// ProjectValidator checks an attribute that names a project.
func ProjectValidator() validator.String {
	return Matches(project, "the ID of a project or its full path", "`42` or `group/project`")
}

// GroupValidator checks an attribute that names a group.
func GroupValidator() validator.String {
	return Matches(group, "the ID of a group or its full path", "`42` or `group/subgroup`")
}
