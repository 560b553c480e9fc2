package runner_test

import (
	"fmt"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// identities are the IDs of the listed runners.
func identities(t *testing.T, proto *acctest.Proto, listed []acctest.Listed) []string {
	t.Helper()

	texts := make([]string, len(listed))
	for i, one := range listed {
		texts[i] = strings.TrimPrefix(proto.IdentityText(t, typeName, one.Identity), "id=")
	}

	return texts
}

// from are count consecutive IDs.
func from(first, count int) []string {
	texts := make([]string, count)
	for i := range texts {
		texts[i] = fmt.Sprint(first + i)
	}

	return texts
}

// Scopes and filters, with a limit, read no page more than needed.
func TestProtoRunnerList_pages(t *testing.T) {
	t.Parallel()

	s := seed(t)
	proto := s.Proto(t, nil)

	for name, test := range map[string]struct {
		config acctest.Values
		limit  int64
		want   []string
		pages  int
	}{
		"all":                     {acctest.Values{"all": true}, 1000, from(1, 250), 3},
		"all, without a limit":    {acctest.Values{"all": true}, 0, from(1, 250), 3},
		"all, one":                {acctest.Values{"all": true}, 1, from(1, 1), 1},
		"all, exactly a page":     {acctest.Values{"all": true}, 100, from(1, 100), 1},
		"all, a page and one":     {acctest.Values{"all": true}, 101, from(1, 101), 2},
		"own":                     {nil, 1000, from(101, 150), 2},
		"of a project":            {acctest.Values{"project": s.project.PathWithNamespace, "type": "project_type"}, 100, from(201, 50), 1},
		"of a group":              {acctest.Values{"group": fmt.Sprint(s.group.ID), "type": "group_type"}, 1000, from(101, 100), 1},
		"everything together":     {acctest.Values{"all": true, "type": "group_type", "status": "online", "paused": true, "tag_list": []string{"even"}}, 3, []string{"101", "111", "121"}, 1},
		"a version, and no other": {acctest.Values{"all": true, "version_prefix": "17.2", "scope": "shared"}, 2, []string{"3", "12"}, 1},
		"nothing":                 {acctest.Values{"all": true, "tag_list": []string{"none"}}, 100, nil, 1},
	} {
		// Not in parallel, because the cases share the journal.
		s.ClearJournal(t)

		listed, diagnostics := proto.List(typeName, acctest.Query{Config: test.config, Limit: test.limit})
		acctest.Equal(t, name+": errors", acctest.Errors(diagnostics), "")
		acctest.Equal(t, name+": the runners", identities(t, proto, listed), test.want)
		acctest.Equal(t, name+": the pages", len(s.Journal(t)), test.pages)
	}
}

// A result that includes the resource has the state of an import, and the details of no
// other runner are read.
func TestProtoRunnerList_includesResource(t *testing.T) {
	t.Parallel()

	s := seed(t)
	s.Assign(t, s.Project(t, s.group), 202)

	settings := &gitlab.UpdateRunnerDetailsOptions{
		Description: gitlab.Ptr("GPU ${x} \"1\"\nsecond line"), Locked: gitlab.Ptr(true), MaximumTimeout: gitlab.Ptr(int64(7200)),
		AccessLevel: gitlab.Ptr("ref_protected"), MaintenanceNote: gitlab.Ptr("call us"), RunUntagged: gitlab.Ptr(false),
	}
	if _, _, err := s.API.Runners.UpdateRunnerDetails(203, settings); err != nil {
		t.Fatal(err)
	}

	proto := s.Proto(t, nil)

	for kind, first := range map[string]int{"instance_type": 1, "group_type": 101, "project_type": 201} {
		s.ClearJournal(t)

		listed, diagnostics := proto.List(typeName, acctest.Query{Config: acctest.Values{"all": true, "type": kind}, Limit: 7, Include: true})
		acctest.Equal(t, kind+": errors", acctest.Errors(diagnostics), "")
		acctest.Equal(t, kind+": the runners", identities(t, proto, listed), from(first, 7))

		for i := range 7 {
			want := fmt.Sprintf("GET /runners/%d", first+i)
			acctest.Equal(t, want, requests(t, s.GitLab, want), 1)
		}

		acctest.Equal(t, kind+": details read", requests(t, s.GitLab, "GET /runners/")-requests(t, s.GitLab, "GET /runners/all"), 7)

		for i, one := range listed {
			imported, diagnostics := proto.Import(typeName, fmt.Sprint(first+i))
			acctest.Equal(t, kind+": errors of the import", acctest.Errors(diagnostics), "")
			acctest.Equal(t, fmt.Sprintf("the state of runner %d", first+i), one.Value, imported.Value)
			acctest.Equal(t, "token", one.Get(t, "token"), "null")
		}
	}
}

// requests counts the requests with this prefix.
func requests(t *testing.T, g *acctest.GitLab, prefix string) int {
	t.Helper()

	count := 0

	for _, request := range g.Journal(t) {
		if text := request.String(); text == prefix || strings.HasPrefix(text, prefix) && (strings.HasSuffix(prefix, "/") || text[len(prefix)] == '?') {
			count++
		}
	}

	return count
}

// Runners that were deleted, and those that the caller cannot read, are omitted and do
// not count.
func TestProtoRunnerList_omitsUnreadable(t *testing.T) {
	t.Parallel()

	s := seed(t)
	proto := s.Proto(t, nil)
	s.ClearJournal(t)

	s.Fault(t, acctest.Fault{Path: "/api/v4/runners/2", Status: 404, Body: `{"message":"404 Runner Not Found"}`})
	s.Fault(t, acctest.Fault{Path: "/api/v4/runners/4", Status: 403, Body: `{"message":"403 Forbidden - No access granted"}`})

	listed, diagnostics := proto.List(typeName, acctest.Query{Config: acctest.Values{"all": true}, Limit: 5, Include: true})
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the runners", identities(t, proto, listed), []string{"1", "3", "5", "6", "7"})
	acctest.Equal(t, "the requests", len(s.Journal(t)), 1+7)
	acctest.Diagnosed(t, diagnostics, tfdiag.RunnerOmitted)
	acctest.Contains(t, acctest.Warnings(diagnostics), "runner 4")

	// A 404 of a server other than GitLab does not mean that a runner was deleted.
	s.Fault(t, acctest.Fault{Path: "/api/v4/runners/2", Status: 404, Body: `{"error":"404 Not Found"}`})

	_, diagnostics = proto.List(typeName, acctest.Query{Config: acctest.Values{"all": true}, Limit: 5, Include: true})
	acctest.Diagnosed(t, diagnostics, tfdiag.ReadRunner.Because(tfdiag.NoSuchEndpoint))
}

func TestProtoRunnerList_uncertainOwners(t *testing.T) {
	t.Parallel()

	s := seed(t)
	other := s.Project(t, s.group)
	s.Assign(t, other, 202)

	user, token := s.User(t, "api")
	s.Join(t, s.group, user, gitlab.OwnerPermissions)

	query := acctest.Query{Config: acctest.Values{"project": s.project.PathWithNamespace, "type": "project_type"}, Limit: 2, Include: true}

	listed, diagnostics := s.Proto(t, nil).List(typeName, query)
	acctest.Equal(t, "the owner of one project", listed[0].Get(t, "project_id"), fmt.Sprint(s.project.ID))
	acctest.Equal(t, "the owner of two", listed[1].Get(t, "project_id"), fmt.Sprint(s.project.ID))
	acctest.Diagnosed(t, diagnostics, tfdiag.OwnerProjectUncertain)
	acctest.Contains(t, acctest.Warnings(diagnostics), "runner 202", other.PathWithNamespace)

	_, diagnostics = s.Proto(t, acctest.Values{"token": token}).List(typeName, query)
	acctest.Equal(t, "the warnings to an Owner, without all projects", len(diagnostics), 2)
}

func TestProtoRunnerList_versionsRepeatNoRunner(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.Newest))

	for range 2 {
		runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
		if err != nil {
			t.Fatal(err)
		}

		for _, system := range []string{"s_1", "s_2", "s_3"} {
			g.Manager(t, map[string]any{"runner_id": runner.ID, "system_id": system, "version": "17.2.0", "contacted_at": acctest.Start})
		}
	}

	proto := g.Proto(t, nil)

	listed, _ := proto.List(typeName, acctest.Query{Config: acctest.Values{"all": true, "version_prefix": "17.2"}, Limit: 2})
	acctest.Equal(t, "the runners", identities(t, proto, listed), []string{"1", "2"})
}

func TestProtoRunnerList_invalidConfiguration(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for want, config := range map[tfdiag.ID]acctest.Values{
		acctest.At("all", tfdiag.SeveralLists):           {"all": true, "project": "1"},
		acctest.At("project", tfdiag.AttributesConflict): {"project": "1", "group": "1"},
		acctest.At("type", tfdiag.ValueNotAllowed):       {"type": "shared"},
		acctest.At("tag_list", tfdiag.ValueMalformed):    {"tag_list": []string{"a,b"}},
		acctest.At("scope", tfdiag.ScopeNotForList):      {"scope": "specific"},
	} {
		acctest.Diagnosed(t, proto.ValidateList(typeName, config), want)
	}

	acctest.Equal(t, "of what is not known yet", acctest.Errors(proto.ValidateList(typeName, acctest.Values{
		"all": acctest.Unknown, "project": acctest.Unknown, "scope": acctest.Unknown, "tag_list": acctest.Unknown,
	})), "")
}
