package runner_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const listName = "gitlabrunner_runners"

// Every filter, with the runners and the number of pages.
func TestProtoRunners_filters(t *testing.T) {
	t.Parallel()

	s := seed(t)
	proto := s.Proto(t, nil)

	for name, test := range map[string]struct {
		config acctest.Values
		want   int
		pages  int
	}{
		"all":                        {acctest.Values{"all": true}, 250, 3},
		"all, at most 10":            {acctest.Values{"all": true, "max_results": 10}, 10, 1},
		"all, at most 150":           {acctest.Values{"all": true, "max_results": 150}, 150, 2},
		"own, as the group creator":  {acctest.Values{}, 150, 2},
		"of the project":             {acctest.Values{"project": fmt.Sprint(s.project.ID)}, 250, 3},
		"of the project by path":     {acctest.Values{"project": s.project.PathWithNamespace, "type": "project_type"}, 50, 1},
		"of the group":               {acctest.Values{"group": fmt.Sprint(s.group.ID)}, 200, 2},
		"of the group by path":       {acctest.Values{"group": s.group.FullPath, "type": "group_type"}, 100, 1},
		"of the group, project type": {acctest.Values{"group": s.group.FullPath, "type": "project_type"}, 0, 1},
		"type":                       {acctest.Values{"all": true, "type": "instance_type"}, 100, 1},
		"paused":                     {acctest.Values{"all": true, "paused": true}, 25, 1},
		"not paused":                 {acctest.Values{"all": true, "paused": false}, 225, 3},
		"one tag":                    {acctest.Values{"all": true, "tag_list": []string{"five"}}, 50, 1},
		"two tags":                   {acctest.Values{"all": true, "tag_list": []string{"five", "even"}}, 25, 1},
		"a tag in another case":      {acctest.Values{"all": true, "tag_list": []string{"FIVE"}}, 0, 1},
		"no tag at all":              {acctest.Values{"all": true, "tag_list": []string{}}, 250, 3},
		"online, paused or not":      {acctest.Values{"all": true, "status": "online"}, 25, 1},
		"offline, stale or not":      {acctest.Values{"all": true, "status": "offline"}, 50, 1},
		"stale":                      {acctest.Values{"all": true, "status": "stale"}, 25, 1},
		"never contacted":            {acctest.Values{"all": true, "status": "never_contacted"}, 175, 2},
		"status paused":              {acctest.Values{"all": true, "status": "paused"}, 25, 1},
		"version":                    {acctest.Values{"all": true, "version_prefix": "17"}, 75, 1},
		"a part of a version":        {acctest.Values{"all": true, "version_prefix": "1"}, 0, 1},
		"scope":                      {acctest.Values{"all": true, "scope": "shared"}, 100, 1},
		"everything together":        {acctest.Values{"all": true, "type": "group_type", "status": "online", "paused": true, "tag_list": []string{"even"}}, 10, 1},
	} {
		// Not in parallel, because the cases share the journal.
		s.ClearJournal(t)

		state, diagnostics := proto.Data(listName, test.config)
		if text := acctest.Errors(diagnostics); text != "" {
			t.Errorf("%s: %s", name, text)

			continue
		}

		got := ids(t, state)
		acctest.Equal(t, "the number of runners "+name, len(got), test.want)
		acctest.Equal(t, "the number of pages "+name, len(s.Journal(t)), test.pages)

		if !slices.IsSortedFunc(got, func(a, b string) int { return len(a)*1000 - len(b)*1000 + strings.Compare(a, b) }) {
			t.Errorf("%s: %v are not sorted", name, got)
		}
	}
}

// The lists as a Maintainer, as an Owner of a group, and as an administrator.
func TestProtoRunners_listsByRole(t *testing.T) {
	t.Parallel()

	s := seed(t)

	owner, ownerToken := s.User(t, "api")
	s.Join(t, s.group, owner, gitlab.OwnerPermissions)

	maintainer, maintainerToken := s.User(t, "api")
	s.JoinProject(t, s.project, maintainer, gitlab.MaintainerPermissions)

	_, narrow := s.User(t, "manage_runner")

	project, group := acctest.Values{"project": s.project.PathWithNamespace}, acctest.Values{"group": s.group.FullPath}

	for name, test := range map[string]struct {
		token  string
		config acctest.Values
		want   int
		fails  tfdiag.ID
	}{
		"maintainer, own":     {maintainerToken, acctest.Values{}, 50, ""},
		"maintainer, project": {maintainerToken, project, 250, ""},
		"maintainer, group":   {maintainerToken, group, 0, tfdiag.ListGroupRunners.Because(tfdiag.Forbidden)},
		"maintainer, all":     {maintainerToken, acctest.Values{"all": true}, 0, tfdiag.ListAllRunners.Because(tfdiag.AdministratorNeeded)},
		"owner, own":          {ownerToken, acctest.Values{}, 150, ""},
		"owner, group":        {ownerToken, group, 200, ""},
		"owner, all":          {ownerToken, acctest.Values{"all": true}, 0, tfdiag.ListAllRunners.Because(tfdiag.AdministratorNeeded)},
		"administrator, all":  {s.Token, acctest.Values{"all": true}, 250, ""},
		"a scope too narrow":  {narrow, acctest.Values{}, 0, tfdiag.ListOwnRunners.Because(tfdiag.InsufficientScope)},
		"no such project":     {s.Token, acctest.Values{"project": "no/such"}, 0, tfdiag.ListProjectRunners.Because(tfdiag.ProjectNotFound)},
		"no such group":       {s.Token, acctest.Values{"group": "4711"}, 0, tfdiag.ListGroupRunners.Because(tfdiag.GroupNotFound)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			state, diagnostics := s.Proto(t, acctest.Values{"token": test.token}).Data(listName, test.config)

			if test.fails != "" {
				acctest.Diagnosed(t, diagnostics, test.fails)

				return
			}

			acctest.Diagnosed(t, diagnostics)
			acctest.Equal(t, "the number of runners", len(ids(t, state)), test.want)
		})
	}
}

func TestProtoRunners_details(t *testing.T) {
	t.Parallel()

	s := seed(t)
	proto := s.Proto(t, acctest.Values{"max_concurrent_requests": 5})

	list := func(more acctest.Values) (acctest.State, []map[string]tftypes.Value) {
		config := acctest.Values{"all": true, "type": "project_type", "status": "online"}
		for name, value := range more {
			config[name] = value
		}

		state, diagnostics := proto.Data(listName, config)
		acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

		return state, acctest.List(t, state.Values(t)["runners"])
	}

	_, plain := list(nil)
	for _, attribute := range []string{"tag_list", "locked", "run_untagged", "access_level", "version", "contacted_at", "projects", "groups"} {
		acctest.Equal(t, attribute+" without details", acctest.Text(plain[0][attribute]), "null")
	}

	s.ClearJournal(t)

	// One of them is deleted between the list and its details.
	gone := acctest.Text(plain[4]["id"])
	s.Fault(t, acctest.Fault{Path: "/api/v4/runners/" + gone, Status: 404, Body: `{"message":"404 Runner Not Found"}`})

	state, detailed := list(acctest.Values{"details": true})
	acctest.Equal(t, "the number of requests", len(s.Journal(t)), 6)
	acctest.Equal(t, "the number of runners", len(detailed), 4)
	acctest.Equal(t, "the one that is gone is among them", slices.Contains(ids(t, state), gone), false)
	acctest.Equal(t, "run_untagged", acctest.Text(detailed[0]["run_untagged"]), "true")
	acctest.Equal(t, "access_level", acctest.Text(detailed[0]["access_level"]), "not_protected")
	acctest.Equal(t, "contacted_at", acctest.Text(detailed[0]["contacted_at"]), acctest.Start.Add(-time.Hour).Format(time.RFC3339))
	acctest.Equal(t, "the project", acctest.Text(acctest.List(t, detailed[0]["projects"])[0]["path_with_namespace"]), s.project.PathWithNamespace)

	s.Fault(t, acctest.Fault{Path: "/api/v4/runners/*", Status: 500, Times: 1000})

	_, diagnostics := s.Proto(t, acctest.Values{"retries": 0}).Data(listName, acctest.Values{"project": fmt.Sprint(s.project.ID), "details": true})
	acctest.Diagnosed(t, diagnostics, tfdiag.ReadRunner.Because(tfdiag.ServerFailed))
}

// GitLab reports no totals for more than ten thousand rows.
func TestProtoRunners_versionsRepeatNoRunner(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.Newest))

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
	if err != nil {
		t.Fatal(err)
	}

	for _, system := range []string{"s_1", "s_2", "s_3"} {
		g.Manager(t, map[string]any{"runner_id": runner.ID, "system_id": system, "version": "17.2.0", "contacted_at": acctest.Start})
	}

	state, _ := g.Proto(t, nil).Data(listName, acctest.Values{"all": true, "version_prefix": "17.2"})
	acctest.Equal(t, "ids", ids(t, state), []string{fmt.Sprint(runner.ID)})
}

func TestProtoRunners_invalidConfiguration(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for _, test := range []struct {
		want   tfdiag.ID
		config acctest.Values
	}{
		{acctest.At("all", tfdiag.SeveralLists), acctest.Values{"all": true, "project": "1"}},
		{acctest.At("project", tfdiag.AttributesConflict), acctest.Values{"project": "1", "group": "1"}},
		{acctest.At("group", tfdiag.ValueMalformed), acctest.Values{"group": "0"}},
		{acctest.At("type", tfdiag.ValueNotAllowed), acctest.Values{"type": "shared"}},
		{acctest.At("status", tfdiag.ValueNotAllowed), acctest.Values{"status": "busy"}},
		{acctest.At("version_prefix", tfdiag.ValueMalformed), acctest.Values{"version_prefix": "v17"}},
		{acctest.At("tag_list", tfdiag.ValueMalformed), acctest.Values{"tag_list": []string{"a,b"}}},
		{acctest.At("scope", tfdiag.ScopeNotForList), acctest.Values{"scope": "specific"}},
		{acctest.At("scope", tfdiag.AttributesConflict), acctest.Values{"scope": "online", "group": "1"}},
		{acctest.At("scope", tfdiag.ValueNotAllowed), acctest.Values{"scope": "mine", "all": true}},
		{acctest.At("max_results", tfdiag.NumberOutOfRange), acctest.Values{"max_results": 0}},
	} {
		_, diagnostics := proto.Data(listName, test.config)
		acctest.Diagnosed(t, diagnostics, test.want)
	}
}

func TestAccRunnersDataSource_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.New(t)
	group := g.Group(t)

	config := fmt.Sprintf(`
		resource "gitlabrunner_runner" "it" {
		  count       = 3
		  runner_type = "group_type"
		  group_id    = %d
		  tag_list    = count.index < 2 ? ["gpu", "linux"] : ["linux"]
		}

		data "gitlabrunner_runners" "gpu" {
		  group      = %q
		  type       = "group_type"
		  tag_list   = ["gpu"]
		  details    = true
		  depends_on = [gitlabrunner_runner.it]
		}`, group.ID, group.FullPath)

	const data = "data.gitlabrunner_runners.gpu"

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{{
			Config: config,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(data, tfjsonpath.New("ids"), knownvalue.ListSizeExact(2)),
				statecheck.ExpectKnownValue(data, tfjsonpath.New("runners").AtSliceIndex(0).AtMapKey("tag_list"), knownvalue.SetExact([]knownvalue.Check{
					knownvalue.StringExact("gpu"), knownvalue.StringExact("linux"),
				})),
			},
		}},
	})
}
