package provider_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// runnerText is an answer with a runner, without its ID.
const runnerText = `{"id":%s,"description":"runner of the fleet","ip_address":null,"active":true,"paused":false,"is_shared":false,` +
	`"runner_type":"instance_type","name":null,"online":false,"created_at":"2030-01-02T03:04:05.000Z","status":"never_contacted",` +
	`"job_execution_status":"idle","tag_list":["docker","linux"],"run_untagged":true,"locked":false,"maximum_timeout":null,` +
	`"access_level":"not_protected","version":null,"revision":null,"platform":null,"architecture":null,"contacted_at":null,` +
	`"maintenance_note":null,"projects":[],"groups":[]}`

// answering starts a server that answers reads, so that a benchmark measures the
// provider and not the emulator.
func answering(b *testing.B, text func(path string) string) string {
	b.Helper()

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, text(r.URL.Path))
	}))
	b.Cleanup(server.Close)

	return server.URL
}

// anyRunner starts a server that has a runner with every ID.
func anyRunner(b *testing.B) string {
	b.Helper()

	return answering(b, func(path string) string {
		return fmt.Sprintf(runnerText, path[strings.LastIndex(path, "/")+1:])
	})
}

func BenchmarkReadRunner(b *testing.B) {
	gitlab := anyRunner(b)

	var (
		d      driven
		states [10_000]*tfprotov6.DynamicValue
	)

	b.ReportAllocs()

	for i := 0; b.Loop(); i++ {
		turn := i % len(states)

		// A new provider, which has not read any of the runners yet.
		if turn == 0 {
			b.StopTimer()

			d = drive(b, gitlab)
			for id := range states {
				states[id] = d.runner(b, int64(id+1))
			}

			b.StartTimer()
		}

		answer, err := d.ReadResource(b.Context(), &tfprotov6.ReadResourceRequest{TypeName: runnerType, CurrentState: states[turn]})
		if err != nil || acctest.Errors(answer.Diagnostics) != "" {
			b.Fatal(err, acctest.Errors(answer.Diagnostics))
		}
	}
}

func BenchmarkPlanRunner(b *testing.B) {
	d := drive(b, anyRunner(b))
	state := d.runner(b, 1)

	b.ReportAllocs()

	for b.Loop() {
		answer, err := d.PlanResourceChange(b.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: runnerType, PriorState: state, ProposedNewState: state, Config: state,
		})
		if err != nil || acctest.Errors(answer.Diagnostics) != "" {
			b.Fatal(err, acctest.Errors(answer.Diagnostics))
		}
	}
}

// BenchmarkPlanExclusive plans an unchanged set of 500 projects of a runner.
func BenchmarkPlanExclusive(b *testing.B) {
	const kind = "gitlabrunner_project_assignments_exclusive"

	d := drive(b, anyRunner(b))

	projects := make([]tftypes.Value, 500)
	for i := range projects {
		projects[i] = tftypes.NewValue(tftypes.String, strconv.Itoa(i+1))
	}

	state := value(b, d.schemas.ResourceSchemas[kind].ValueType(), map[string]any{
		"runner_id": 1, "projects": projects, "owner_project": "501", "unassign_on_destroy": false,
	})

	b.ReportAllocs()

	for b.Loop() {
		answer, err := d.PlanResourceChange(b.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: kind, PriorState: state, ProposedNewState: state, Config: state,
		})
		if err != nil || acctest.Errors(answer.Diagnostics) != "" {
			b.Fatal(err, acctest.Errors(answer.Diagnostics))
		}
	}
}

func BenchmarkValidateRunner(b *testing.B) {
	d := drive(b, anyRunner(b))
	config := value(b, d.schemas.ResourceSchemas[runnerType].ValueType(), map[string]any{"runner_type": "instance_type", "description": "x"})

	b.ReportAllocs()

	for b.Loop() {
		answer, err := d.ValidateResourceConfig(b.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: runnerType, Config: config})
		if err != nil || acctest.Errors(answer.Diagnostics) != "" {
			b.Fatal(err, acctest.Errors(answer.Diagnostics))
		}
	}
}

func BenchmarkUpgradeRunner(b *testing.B) {
	d := drive(b, anyRunner(b))

	state, err := json.Marshal(map[string]any{"id": 1, "runner_type": "instance_type", "tag_list": []string{"docker", "linux"}})
	if err != nil {
		b.Fatal(err)
	}

	b.ReportAllocs()

	for b.Loop() {
		answer, err := d.UpgradeResourceState(b.Context(), &tfprotov6.UpgradeResourceStateRequest{TypeName: runnerType, RawState: &tfprotov6.RawState{JSON: state}})
		if err != nil || acctest.Errors(answer.Diagnostics) != "" {
			b.Fatal(err, acctest.Errors(answer.Diagnostics))
		}
	}
}

func BenchmarkSchema(b *testing.B) {
	surroundings := provider.Surroundings{Clock: clock.System{}, Getenv: func(string) string { return "" }}

	b.ReportAllocs()

	for b.Loop() {
		server := provider.NewServer(provider.NewIn(surroundings, "test"))()
		if _, err := server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkListRunners reads a page of a hundred runners.
func BenchmarkListRunners(b *testing.B) {
	items := make([]string, 100)
	for i := range items {
		items[i] = fmt.Sprintf(runnerText, strconv.Itoa(i+1))
	}

	d := drive(b, answering(b, func(string) string { return "[" + strings.Join(items, ",") + "]" }))
	config := value(b, d.schemas.DataSourceSchemas["gitlabrunner_runners"].ValueType(), map[string]any{"all": true})

	b.ReportAllocs()

	for b.Loop() {
		answer, err := d.ReadDataSource(b.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: "gitlabrunner_runners", Config: config})
		if err != nil || acctest.Errors(answer.Diagnostics) != "" {
			b.Fatal(err, acctest.Errors(answer.Diagnostics))
		}
	}
}
