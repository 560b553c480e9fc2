package docs_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// documented are the rows of the tables of permissions, with the operation of
// each.
var documented = []struct {
	row       string
	operation tfdiag.OperationID
}{
	{"`runner`: create", tfdiag.CreateRunner},
	{"`runner`: read", tfdiag.ReadRunner},
	{"`runner`: update", tfdiag.UpdateRunner},
	{"`runner`: rotate the token", tfdiag.RotateToken},
	{"`runner`: delete", tfdiag.DeleteRunner},
	{"`drain_timeout`, or `wait_for_jobs` of an action", tfdiag.ListJobs},
	{"actions `pause_runner`, `resume_runner`", tfdiag.PauseRunner},
	{"action `revoke_authentication_token`", tfdiag.RevokeToken},
	{"`authentication_token`", tfdiag.RotateToken},
	{"`authentication_token` with `use_runner_token`", tfdiag.ReadRunner},
	{"`project_assignment`, `project_assignments_exclusive`: assign", tfdiag.AssignRunner},
	{"`project_assignment`, `project_assignments_exclusive`: unassign", tfdiag.UnassignRunner},
	{"`registered_runner`: update", tfdiag.UpdateRunner},
	{"`registration_token`", tfdiag.ResetRegistrationToken},
	{"data sources `runner`, `runner_managers`", tfdiag.ReadRunner},
	{"data source `runner_jobs`", tfdiag.ListJobs},
	{"ephemeral resource `authentication_token`", tfdiag.ReadRunner},
	{"list of runners: no filter", tfdiag.ListOwnRunners},
	{"list of runners: `project`", tfdiag.ListProjectRunners},
	{"list of runners: `group`", tfdiag.ListGroupRunners},
	{"list of runners: `all = true`", tfdiag.ListAllRunners},
}

// The tables of permissions in the documentation are those of the diagnostics.
func TestPermissions_tables(t *testing.T) {
	t.Parallel()

	page := read(t, filepath.Join(templates, "index.md.tmpl"))

	for _, entry := range documented {
		if row := permissionRow(entry.row, entry.operation.Permission()); !strings.Contains(page, row) {
			t.Errorf("the page lacks this row:\n%s", row)
		}
	}
}

func permissionRow(name string, permission tfdiag.Permission) string {
	scopes := make([]string, 0, len(permission.Scopes))

	for i, scope := range permission.Scopes {
		// The scope api includes all others.
		if i == 0 || scope != "api" {
			scopes = append(scopes, "`"+scope+"`")
		}
	}

	cells := []string{name, strings.Join(scopes, " or "), "`" + permission.FineGrained + "`"}

	for _, role := range []string{permission.Any, permission.Instance, permission.Group, permission.Project} {
		if role != "" {
			cells = append(cells, roleCell(role))
		}
	}

	return fmt.Sprintf("| %s |\n", strings.Join(cells, " | "))
}

// roleCell is a role for a table: "Owner in the group" for "the Owner role for the
// group".
func roleCell(role string) string {
	role = strings.TrimPrefix(strings.TrimPrefix(role, "the "), "an ")
	role = strings.NewReplacer(" role for ", " in ", " for ", " in ").Replace(role)

	return strings.ToUpper(role[:1]) + role[1:]
}
