package assignment_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// pairs are the listed assignments, as "runner:project".
func pairs(t *testing.T, proto *acctest.Proto, listed []acctest.Listed) []string {
	t.Helper()

	texts := []string{}

	for _, one := range listed {
		var runner, project int64
		if _, err := fmt.Sscanf(proto.IdentityText(t, single, one.Identity), "project_id=%d runner_id=%d", &project, &runner); err != nil {
			t.Fatal(err)
		}

		texts = append(texts, fmt.Sprintf("%d:%d", runner, project))
	}

	return texts
}

// shared is a fleet in which the runner is assigned to its owner and three of five
// projects; the first of these is the owner candidate.
func shared(t *testing.T) *fleet {
	t.Helper()

	f := newFleet(t, 5)
	for _, project := range f.projects[1:4] {
		f.Assign(t, project, f.runner)
	}

	f.ClearJournal(t)

	return f
}

func (f *fleet) pair(project *gitlab.Project) string {
	return fmt.Sprintf("%d:%d", f.runner, project.ID)
}

// Listing the projects of a runner sends one request, and omits the owner candidate.
func TestProtoAssignmentList_ofARunner(t *testing.T) {
	t.Parallel()

	f := shared(t)

	candidate := slices.Min(f.ids(t))
	acctest.Equal(t, "the owner candidate", candidate, f.projects[1].ID)

	want := []string{f.pair(f.projects[2]), f.pair(f.projects[3]), f.pair(f.owner)}

	for _, include := range []bool{false, true} {
		for limit, want := range map[int64][]string{0: want, 100: want, 2: want[:2]} {
			proto := f.Proto(t, nil)
			f.ClearJournal(t)

			listed, diagnostics := proto.List(single, acctest.Query{Config: acctest.Values{"runner_id": f.runner}, Limit: limit, Include: include})
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the assignments", pairs(t, proto, listed), want)
			acctest.Equal(t, "the name", listed[0].DisplayName, fmt.Sprintf("#%d (no description) in %s", f.runner, f.projects[2].PathWithNamespace))
			acctest.Equal(t, "the requests", f.Requests(t), []string{fmt.Sprintf("GET /runners/%d", f.runner)})
			acctest.Diagnosed(t, diagnostics, tfdiag.ListOwnerUncertain)
			acctest.Contains(t, acctest.Warnings(diagnostics), f.projects[1].PathWithNamespace)
		}
	}
}

// A known owner is omitted without a warning.
func TestProtoAssignmentList_omitsOwner(t *testing.T) {
	t.Parallel()

	f := shared(t)
	alone := f.make(t, "project_type", f.owner.ID)
	proto := f.Proto(t, nil)

	listed, diagnostics := proto.List(single, acctest.Query{Config: acctest.Values{"runner_id": alone}})
	acctest.Equal(t, "the assignments of a runner of one project", len(listed), 0)
	acctest.Equal(t, "the diagnostics", len(diagnostics), 0)

	// The refresh of a runner records the owner of its configuration.
	runner, diagnostics := proto.Import("gitlabrunner_runner", fmt.Sprint(f.runner))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

	runner.Private = nil
	runner.Value = proto.With(runner.Value, acctest.Values{"project_id": f.owner.ID})
	_, diagnostics = proto.Read("gitlabrunner_runner", runner)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

	listed, diagnostics = proto.List(single, acctest.Query{Config: acctest.Values{"runner_id": f.runner}})
	acctest.Equal(t, "the assignments", pairs(t, proto, listed), []string{f.pair(f.projects[1]), f.pair(f.projects[2]), f.pair(f.projects[3])})
	acctest.Equal(t, "the diagnostics", len(diagnostics), 0)
}

// An ordinary user sees only some of the projects.
func TestProtoAssignmentList_ofAMaintainer(t *testing.T) {
	t.Parallel()

	f := shared(t)
	alone := f.make(t, "project_type", f.owner.ID)
	proto := f.Proto(t, acctest.Values{"token": f.maintainer})

	listed, diagnostics := proto.List(single, acctest.Query{Config: acctest.Values{"runner_id": alone}})
	acctest.Equal(t, "the assignments", len(listed), 0)
	acctest.Diagnosed(t, diagnostics, tfdiag.ListOwnerUncertain)
	acctest.Contains(t, acctest.Warnings(diagnostics), f.owner.PathWithNamespace)

	user, token := f.User(t, "api")
	f.JoinProject(t, f.projects[2], user, gitlab.MaintainerPermissions)
	f.JoinProject(t, f.projects[3], user, gitlab.MaintainerPermissions)

	proto = f.Proto(t, acctest.Values{"token": token})
	listed, _ = proto.List(single, acctest.Query{Config: acctest.Values{"runner_id": f.runner}})
	acctest.Equal(t, "the assignments that are seen", pairs(t, proto, listed), []string{f.pair(f.projects[3])})

	_, diagnostics = f.Proto(t, acctest.Values{"token": token}).List(single, acctest.Query{Config: acctest.Values{"runner_id": alone}})
	acctest.Diagnosed(t, diagnostics, tfdiag.ListRunnerAssignments.Because(tfdiag.Forbidden))
	acctest.Contains(t, acctest.Errors(diagnostics), fmt.Sprintf("runner %d", alone))
}

// Each runner of a project is read, because only its details show possible owners.
func TestProtoAssignmentList_ofAProject(t *testing.T) {
	t.Parallel()

	f := shared(t)
	project := f.projects[3]

	var want []string

	// The project owns two of them, and is the owner candidate of every third of the
	// others, because they were created in a later project.
	for i := range 150 {
		owner := f.projects[0].ID
		if i%3 == 0 {
			owner = f.owner.ID
		}

		runner := f.make(t, "project_type", owner)
		f.Assign(t, project, runner)

		if i%3 != 0 {
			want = append(want, fmt.Sprintf("%d:%d", runner, project.ID))
		}
	}

	f.make(t, "project_type", project.ID)
	f.make(t, "group_type", 0)

	for name, test := range map[string]struct {
		limit   int64
		results int
		// requests are those for the project, the pages, the runners, and the user if a
		// runner has one project.
		requests int
		warnings int
	}{
		"all":     {0, 101, 1 + 2 + 152 + 1, 151},
		"limited": {4, 4, 1 + 1 + 6, 6},
	} {
		proto := f.Proto(t, nil)
		f.ClearJournal(t)

		listed, diagnostics := proto.List(single, acctest.Query{Config: acctest.Values{"project": project.PathWithNamespace}, Limit: test.limit, Include: true})
		acctest.Equal(t, name+": errors", acctest.Errors(diagnostics), "")
		acctest.Equal(t, name+": the assignments", pairs(t, proto, listed), append([]string{f.pair(project)}, want...)[:test.results])
		acctest.Equal(t, name+": the requests", len(f.Journal(t)), test.requests)
		acctest.Equal(t, name+": the warnings", len(diagnostics), test.warnings)

		for _, one := range listed[:4] {
			imported, diagnostics := proto.Import(single, one.Get(t, "id"))
			acctest.Equal(t, name+": errors of the import", acctest.Errors(diagnostics), "")
			acctest.Equal(t, name+": the state", proto.With(one.Value, acctest.Values{"project": fmt.Sprint(project.ID)}), imported.Value)
			acctest.Equal(t, name+": the project", one.Get(t, "project"), project.PathWithNamespace)
		}
	}
}

func TestProtoAssignmentList_failures(t *testing.T) {
	t.Parallel()

	f := shared(t)
	ofGroup, ofInstance := f.make(t, "group_type", 0), f.make(t, "instance_type", 0)
	later := f.make(t, "project_type", f.projects[0].ID)
	f.Assign(t, f.projects[3], later)

	_, narrow := f.User(t, "manage_runner")

	for name, test := range map[string]struct {
		fault   acctest.Fault
		token   string
		config  acctest.Values
		results int
		wants   []tfdiag.ID
		value   string
	}{
		"a group runner":     {config: acctest.Values{"runner_id": ofGroup}, wants: []tfdiag.ID{tfdiag.NothingToList}, value: "`group_type`"},
		"an instance runner": {config: acctest.Values{"runner_id": ofInstance}, wants: []tfdiag.ID{tfdiag.NothingToList}, value: "`instance_type`"},
		"no such runner":     {config: acctest.Values{"runner_id": 4711}, wants: []tfdiag.ID{tfdiag.ListRunnerAssignments.Because(tfdiag.RunnerNotFound)}, value: "runner 4711"},
		"no such project": {
			config: acctest.Values{"project": "no/such"}, wants: []tfdiag.ID{tfdiag.ListProjectAssignments.Because(tfdiag.ProjectNotFound)}, value: "project no/such",
		},
		"a scope too narrow": {
			token: narrow, config: acctest.Values{"project": f.projects[3].PathWithNamespace},
			wants: []tfdiag.ID{tfdiag.ListProjectAssignments.Because(tfdiag.InsufficientScope)}, value: "insufficient_scope",
		},
		"details of one fail": {
			fault:  acctest.Fault{Path: "/api/v4/runners/" + text(later), Status: http.StatusInternalServerError, Times: 100},
			config: acctest.Values{"project": text(f.projects[3].ID)}, results: 1,
			wants: []tfdiag.ID{tfdiag.ReadRunner.Because(tfdiag.ServerFailed), tfdiag.ListOwnerUncertain}, value: "runner " + text(later),
		},
		"details of one are forbidden": {
			fault:  acctest.Fault{Path: "/api/v4/runners/" + text(later), Status: http.StatusForbidden, Body: `{"message":"403 Forbidden"}`},
			config: acctest.Values{"project": text(f.projects[3].ID)}, results: 1, wants: []tfdiag.ID{tfdiag.RunnerOmitted, tfdiag.ListOwnerUncertain}, value: "runner " + text(later),
		},
		"one is gone": {
			fault:  acctest.Fault{Path: "/api/v4/runners/" + text(later), Status: http.StatusNotFound, Body: `{"message":"404 Runner Not Found"}`},
			config: acctest.Values{"project": text(f.projects[3].ID)}, results: 1, wants: []tfdiag.ID{tfdiag.ListOwnerUncertain},
		},
	} {
		if test.fault.Path != "" {
			f.Fault(t, test.fault)
		}

		config := acctest.Values{"retries": 0}
		if test.token != "" {
			config["token"] = test.token
		}

		listed, diagnostics := f.Proto(t, config).List(single, acctest.Query{Config: test.config, Limit: 100})
		acctest.Equal(t, name+": the results", len(listed), test.results)
		acctest.Diagnosed(t, diagnostics, test.wants...)
		acctest.Contains(t, acctest.Errors(diagnostics)+acctest.Warnings(diagnostics), test.value)
		f.ClearFaults(t)
	}
}

func TestProtoAssignmentList_invalidConfiguration(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for want, config := range map[tfdiag.ID]acctest.Values{
		tfdiag.AttributesMissing:                           nil,
		acctest.At("runner_id", tfdiag.AttributesConflict): {"runner_id": 1, "project": "1"},
		acctest.At("runner_id", tfdiag.IDInvalid):          {"runner_id": -1},
		acctest.At("project", tfdiag.ValueMalformed):       {"project": "no-path"},
	} {
		acctest.Diagnosed(t, proto.ValidateList(single, config), want)
	}

	for _, config := range []acctest.Values{{"runner_id": acctest.Unknown}, {"project": acctest.Unknown}, {"runner_id": 7}} {
		acctest.Equal(t, "errors", acctest.Errors(proto.ValidateList(single, config)), "")
	}
}

func TestProtoAssignmentList_readsConcurrently(t *testing.T) {
	t.Parallel()

	f := newFleetOf(t, 1, acctest.NewSimBehind(t, acctest.Together(regexp.MustCompile(`^/api/v4/runners/\d+$`), 3)))

	for range 5 {
		f.Assign(t, f.projects[0], f.make(t, "project_type", f.owner.ID))
	}

	listed, _ := f.Proto(t, acctest.Values{"max_concurrent_requests": 3}).List(single, acctest.Query{Config: acctest.Values{"project": text(f.projects[0].ID)}})
	acctest.Equal(t, "the assignments, all taken for the owner's", len(listed), 0)
}
