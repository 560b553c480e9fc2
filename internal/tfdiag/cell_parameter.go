package tfdiag

import (
	"errors"
	"slices"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

var (
	settingParameters = []string{
		"description", "paused", "locked", "run_untagged", "tag_list", "access_level", "maximum_timeout", "maintenance_note",
	}
	filterParameters = []string{"type", "status", "paused", "tag_list", "version_prefix", "scope"}
)

// parameters are the parameters of an operation that are attributes as well, by
// the same name.
var parameters = map[OperationID][]string{
	CreateRunner:       append([]string{"runner_type", "group_id", "project_id"}, settingParameters...),
	UpdateRunner:       settingParameters,
	RegisterRunner:     settingParameters,
	ListJobs:           {"status", "system_id", "order_by", "sort"},
	ListOwnRunners:     filterParameters,
	ListAllRunners:     filterParameters,
	ListGroupRunners:   filterParameters,
	ListProjectRunners: filterParameters,
}

// ofParameter adds the attribute to a cell for an invalid parameter. GitLab's
// answer begins with the name of the parameter: "status does not have a valid value".
func (c cell) ofParameter(operation OperationID, err error) cell {
	var answered *gitlabapi.Error
	if c.cause != InvalidParameter && c.cause != InvalidFilter || c.attribute != "" || !errors.As(err, &answered) {
		return c
	}

	name, _, _ := strings.Cut(answered.Message, " ")
	if slices.Contains(parameters[operation], name) {
		c.attribute = name
	}

	return c
}
