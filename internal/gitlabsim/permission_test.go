package gitlabsim_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// places are where the tables give a member a role.
var places = map[string][]string{
	"ancestor":       {"/groups/1"},
	"group":          {"/groups/2"},
	"subgroup":       {"/groups/3"},
	"project":        {"/projects/1"},
	"second project": {"/projects/2"},
	"both projects":  {"/projects/1", "/projects/2"},
	"far":            {"/projects/3"},
	"project, far":   {"/projects/1", "/projects/3"},
}

var levels = map[string]int{
	"guest": 10, "planner": 15, "reporter": 20, "security": 25, "developer": 30, "maintainer": 40, "owner": 50,
}

var placeholders = strings.NewReplacer(
	":instance_runner", "1", ":group_runner", "2", ":project_runner", "3", ":shared_runner", "4", ":locked_runner", "5",
	":project", "1", ":second_project", "2", ":far_project", "3", ":public_project", "5",
	":group", "2", ":public_group", "5",
)

// permissionFixture has the objects that the tables name.
func permissionFixture(t *testing.T, options ...gitlabsim.Option) *sim {
	t.Helper()

	s := newSim(t, options...)
	s.must(
		`root POST /groups name=top&path=top`,
		`root POST /groups name=mid&path=mid&parent_id=1`,
		`root POST /groups name=sub&path=sub&parent_id=2`,
		`root POST /groups name=other&path=other`,
		`root POST /groups name=open&path=open&visibility=public`,
		`root POST /projects name=app&namespace_id=2`,
		`root POST /projects name=web&namespace_id=4`,
		`root POST /projects name=far&namespace_id=4`,
		`root POST /projects name=leaf&namespace_id=3`,
		`root POST /projects name=open&namespace_id=5&visibility=public`,
		`root POST /user/runners runner_type=instance_type`,
		`root POST /user/runners runner_type=group_type&group_id=2`,
		`root POST /user/runners runner_type=project_type&project_id=1`,
		`root POST /user/runners runner_type=project_type&project_id=1`,
		`root POST /user/runners runner_type=project_type&project_id=1&locked=true`,
		`root POST /projects/2/runners runner_id=4`,
		`root POST /projects/2/runners runner_id=5`,
		`- POST /_sim/managers {"runner_id":3,"system_id":"s"}`,
		`root PUT /application/settings allow_runner_registration_token=true`,
	)

	return s
}

// cell is one field of a table.
type cell struct{ call, place, column, want string }

// cells reads a table; columns are apart by two spaces or more.
func cells(t *testing.T, table string) []cell {
	t.Helper()

	var (
		apart   = regexp.MustCompile(` {2,}`)
		columns []string
		found   []cell
	)

	for line := range strings.Lines(table) {
		fields := apart.Split(strings.TrimSpace(line), -1)

		switch {
		case len(fields) == 1:
			continue
		case columns == nil:
			columns = fields

			continue
		case len(fields) != len(columns):
			t.Fatalf("the row %q has %d fields, want %d", line, len(fields), len(columns))
		}

		for i := range fields {
			if i == 0 || columns[i] == "role in" {
				continue
			}

			each := cell{call: fields[0], column: columns[i], want: fields[i]}
			if columns[1] == "role in" {
				each.place = fields[1]
			}

			found = append(found, each)
		}
	}

	return found
}

// changes says whether the call of a cell changes something.
func (c cell) changes() bool {
	return strings.HasPrefix(c.want, "2") && !strings.HasPrefix(c.call, "GET ")
}

// askEach asks the calls of cells with one caller. Those that change nothing share an
// emulator, which takes far longer to make than a request, and have to leave it as it was.
func askEach(t *testing.T, all []cell, caller string, start func(*testing.T) *sim, check func(cell, *testing.T, answer)) {
	t.Helper()

	shared := start(t)
	before := shared.runners()

	for _, c := range all {
		t.Run(c.call, func(t *testing.T) {
			s := shared
			if c.changes() {
				s = start(t)
			}

			check(c, t, s.do(caller+" "+placeholders.Replace(c.call)))
		})
	}

	if after := shared.runners(); after != before {
		t.Errorf("a read or a refused call has changed\n%s\nto\n%s", before, after)
	}
}

// runners are the runners of a fixture, and their projects and groups, as root sees them.
func (s *sim) runners() string {
	s.t.Helper()

	var all strings.Builder

	for _, path := range []string{
		"/runners/1", "/runners/2", "/runners/3", "/runners/4", "/runners/5", "/runners/all", "/runners/3/managers",
		"/groups/1", "/groups/2", "/projects/1", "/projects/2",
	} {
		all.WriteString(s.do("root GET "+path).text + "\n")
	}

	return all.String()
}

// byCaller are cells by their place and column.
func byCaller(all []cell) map[[2]string][]cell {
	found := map[[2]string][]cell{}
	for _, c := range all {
		found[[2]string{c.place, c.column}] = append(found[[2]string{c.place, c.column}], c)
	}

	return found
}

// customRoles are the columns of members with a custom role, each of the base
// role Guest.
var customRoles = map[string]string{
	"reading role": "read_runners", "administering role": "admin_runners",
}

// ciReader has a custom administrator role that reads runners.
const ciReader = "CI reader"

// identities are the columns of callers without a role.
var identities = map[string]struct {
	more      string
	scopes    []string
	adminMode bool
}{
	"outsider": {"", []string{"api"}, false},
	"auditor":  {`,"auditor":true`, []string{"api"}, false},
	ciReader:   {"", []string{"api"}, false},
	"admin":    {`,"admin":true`, []string{"api"}, false},
	"admin+":   {`,"admin":true`, []string{"api", "admin_mode"}, true},
	"admin-":   {`,"admin":true`, []string{"api"}, true},
}

// fixture is an emulator with the caller of a column, and the caller's name. Admin mode
// does not matter to members.
func (c cell) fixture(t *testing.T, version gitlabsim.Version, adminMode bool) *sim {
	t.Helper()

	identity, isIdentity := identities[c.column]
	s := permissionFixture(t, gitlabsim.WithVersion(version), gitlabsim.WithAdminMode(adminMode || identity.adminMode))

	level, isRole := levels[c.column]
	membership := `user_id=2&access_level=` + strconv.Itoa(level)

	if permission, isCustom := customRoles[c.column]; isCustom {
		s.must(`root POST /member_roles {"name":"r","base_access_level":10,"` + permission + `":true}`)
		membership, isRole = `user_id=2&access_level=10&member_role_id=1`, true
	}

	switch {
	case c.column == "anonymous":
		s.tokens["caller"] = ""
	case isRole:
		s.user("caller", "", "api")

		if places[c.place] == nil {
			t.Fatalf("there is no place %q", c.place)
		}

		for _, place := range places[c.place] {
			s.must(`root POST ` + place + `/members ` + membership)
		}
	case isIdentity:
		s.user("caller", identity.more, identity.scopes...)

		if c.column == ciReader {
			s.must(`- PUT /_sim/users/2 {"admin_permissions":["read_admin_cicd"]}`)
		}
	default:
		t.Fatalf("there is no role %q", c.column)
	}

	return s
}

func (c cell) checkRole(t *testing.T, got answer) {
	t.Helper()

	status, err := strconv.Atoi(c.want[:3])
	if err != nil {
		t.Fatal(err)
	}

	testCase{do: c.call, status: status, body: refusals[c.want]}.check(t, got)
}

func TestPermissions(t *testing.T) {
	t.Parallel()

	var count int

	for _, each := range []struct {
		table     string
		version   gitlabsim.Version
		adminMode bool
	}{
		{byRole, gitlabsim.Newest, false},
		{byRole, gitlabsim.Newest, true},
		{byIdentity, gitlabsim.Newest, false},
		{byCustomRole, gitlabsim.Newest, false},
		{byRoleUntil183, "18.3", false},
		{byIdentityUntil182, "18.2", false},
		{byRoleUntil1810, "18.10", false},
		{byIdentityUntil1810, "18.10", false},
		{byRoleUntil1710, "17.10", false},
		{byIdentityUntil1710, "17.10", false},
	} {
		for _, all := range byCaller(cells(t, each.table)) {
			count += len(all)
			first := all[0]

			name := []string{"5/" + string(each.version), first.place, first.column}
			if each.adminMode {
				name = append(name, "admin mode")
			}

			t.Run(strings.Join(name, "/"), func(t *testing.T) {
				t.Parallel()

				askEach(t, all, "caller", func(t *testing.T) *sim {
					t.Helper()

					return first.fixture(t, each.version, each.adminMode)
				}, cell.checkRole)
			})
		}
	}

	t.Logf("%d cells", count)
}
