package job_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const typeName = "gitlabrunner_runner_jobs"

// work is a project runner with jobs, of which every tenth failed and every second ran
// on the machine s_1.
type work struct {
	*acctest.GitLab

	project *gitlab.Project
	runner  int64
}

func newWork(t *testing.T, jobs int, options ...gitlabsim.Option) *work {
	t.Helper()

	g := acctest.NewSim(t, options...)
	w := &work{GitLab: g, project: g.Project(t, g.Group(t))}

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &w.project.ID})
	if err != nil {
		t.Fatal(err)
	}

	w.runner = runner.ID

	for i := range jobs {
		status, system := "success", "s_0"
		if i%10 == 0 {
			status = "failed"
		}

		if i%2 == 1 {
			system = "s_1"
		}

		g.Job(t, map[string]any{"runner_id": w.runner, "project_id": w.project.ID, "status": status, "system_id": system})
	}

	g.ClearJournal(t)

	return w
}

func (w *work) ids(t *testing.T, proto *acctest.Proto, more acctest.Values) []string {
	t.Helper()

	config := acctest.Values{"runner_id": w.runner}
	for name, value := range more {
		config[name] = value
	}

	state, diagnostics := proto.Data(typeName, config)
	if text := acctest.Errors(diagnostics); text != "" {
		t.Fatal(text)
	}

	var ids []string
	for _, job := range acctest.List(t, state.Values(t)["jobs"]) {
		ids = append(ids, acctest.Text(job["id"]))
	}

	return ids
}

// Every filter and order, with the number of pages, with keyset and with offset
// pagination.
func TestProtoJobs_filters(t *testing.T) {
	t.Parallel()

	for _, version := range []string{"16.0", "18.0", "19.4"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			if testing.Short() && version == "18.0" {
				t.Skip("the oldest and the newest")
			}

			w := newWork(t, 250, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			proto := w.Proto(t, nil)

			for name, test := range map[string]struct {
				config      acctest.Values
				count       int
				first, last string
				pages       int
			}{
				"everything":      {acctest.Values{}, 250, "1", "250", 3},
				"newest first":    {acctest.Values{"order_by": "id"}, 250, "250", "1", 3},
				"oldest first":    {acctest.Values{"order_by": "id", "sort": "asc"}, 250, "1", "250", 3},
				"sort alone":      {acctest.Values{"sort": "desc"}, 250, "250", "1", 3},
				"failed":          {acctest.Values{"status": "failed"}, 25, "1", "241", 1},
				"one machine":     {acctest.Values{"system_id": "s_1"}, 125, "2", "250", 2},
				"unknown machine": {acctest.Values{"system_id": "s_9"}, 0, "", "", 1},
				"running":         {acctest.Values{"status": "running"}, 0, "", "", 1},
				"the newest five": {acctest.Values{"order_by": "id", "max_results": 5}, 5, "250", "246", 1},
			} {
				w.ClearJournal(t)

				ids := w.ids(t, proto, test.config)
				if len(ids) != test.count {
					t.Errorf("%s: %d jobs, want %d", name, len(ids), test.count)
				}

				if len(ids) > 0 && (ids[0] != test.first || ids[len(ids)-1] != test.last) {
					t.Errorf("%s: from %s to %s, want from %s to %s", name, ids[0], ids[len(ids)-1], test.first, test.last)
				}

				if pages := len(w.Journal(t)); pages != test.pages {
					t.Errorf("%s: %d pages, want %d", name, pages, test.pages)
				}
			}
		})
	}
}

// A user sees the jobs of the projects in which they are a Reporter.
func TestProtoJobs_listsByRole(t *testing.T) {
	t.Parallel()

	w := newWork(t, 3)
	other := w.Project(t, w.Group(t))
	w.Assign(t, other, w.runner)
	w.Job(t, map[string]any{"runner_id": w.runner, "project_id": other.ID, "status": "success"})

	maintainer, maintainerToken := w.User(t, "api")
	w.JoinProject(t, w.project, maintainer, gitlab.MaintainerPermissions)

	_, otherToken := w.User(t, "api")

	if ids := w.ids(t, w.Proto(t, nil), nil); len(ids) != 4 {
		t.Errorf("an administrator sees %v, want 4 jobs", ids)
	}

	if ids := w.ids(t, w.Proto(t, acctest.Values{"token": maintainerToken}), nil); len(ids) != 3 {
		t.Errorf("a Maintainer of one project sees %v, want 3 jobs", ids)
	}

	_, diagnostics := w.Proto(t, acctest.Values{"token": otherToken}).Data(typeName, acctest.Values{"runner_id": w.runner})
	acctest.Diagnosed(t, diagnostics, tfdiag.ListJobs.Because(tfdiag.Forbidden))
}

func TestProtoJobs_invalidConfiguration(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for attribute, bad := range map[string]struct {
		value any
		want  tfdiag.ID
	}{
		"runner_id":   {0, tfdiag.IDInvalid},
		"status":      {"done", tfdiag.ValueNotAllowed},
		"system_id":   {"", tfdiag.TextEmpty},
		"order_by":    {"name", tfdiag.ValueNotAllowed},
		"sort":        {"up", tfdiag.ValueNotAllowed},
		"max_results": {0, tfdiag.NumberOutOfRange},
	} {
		config := acctest.Values{"runner_id": 1}
		config[attribute] = bad.value

		_, diagnostics := proto.Data(typeName, config)
		acctest.Diagnosed(t, diagnostics, acctest.At(attribute, bad.want))
	}
}

func TestAccJobs_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	w := newWork(t, 1)
	first := tfjsonpath.New("jobs").AtSliceIndex(0)

	const data = "data.gitlabrunner_runner_jobs.it"

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: w.Providers(),
		Steps: []resource.TestStep{{
			Config: fmt.Sprintf("data \"gitlabrunner_runner_jobs\" \"it\" {\n  runner_id = %d\n}\n", w.runner),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(data, tfjsonpath.New("jobs"), knownvalue.ListSizeExact(1)),
				statecheck.ExpectKnownValue(data, first.AtMapKey("status"), knownvalue.StringExact("failed")),
				statecheck.ExpectKnownValue(data, first.AtMapKey("failure_reason"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(data, first.AtMapKey("web_url"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(data, first.AtMapKey("created_at"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(data, first.AtMapKey("pipeline").AtMapKey("id"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(data, first.AtMapKey("user").AtMapKey("username"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(data, first.AtMapKey("user").AtMapKey("bot"), knownvalue.Bool(false)),
				statecheck.ExpectKnownValue(data, first.AtMapKey("user").AtMapKey("followers"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(data, first.AtMapKey("user").AtMapKey("skype"), knownvalue.Null()),
				statecheck.ExpectKnownValue(data, first.AtMapKey("commit").AtMapKey("id"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(data, first.AtMapKey("commit").AtMapKey("parent_ids"), knownvalue.ListSizeExact(1)),
				statecheck.ExpectKnownValue(data, first.AtMapKey("commit").AtMapKey("trailers"), knownvalue.MapSizeExact(0)),
				statecheck.ExpectKnownValue(data, first.AtMapKey("commit").AtMapKey("committed_date"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(data, first.AtMapKey("project").AtMapKey("path_with_namespace"), knownvalue.StringExact(w.project.PathWithNamespace)),
			},
		}},
	})
}
