package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/floor"
)

const assignmentsPerRunner = 5

// objects makes objects in GitLab.
type objects interface {
	projects(ctx context.Context, count int) ([]int64, error)
	newest(ctx context.Context) (int64, error)
	Create(ctx context.Context, path string, in map[string]any) (int64, error)
}

// noObjects is for the floor, which has no GitLab.
type noObjects struct{}

func (noObjects) projects(_ context.Context, count int) ([]int64, error) {
	ids := make([]int64, count)
	for i := range ids {
		ids[i] = int64(i + 1)
	}

	return ids, nil
}

func (noObjects) newest(context.Context) (int64, error) { return 0, nil }

func (noObjects) Create(context.Context, string, map[string]any) (int64, error) { return 0, nil }

// fleet is project runners of one project, assigned to further ones, and a
// configuration with all of them.
type fleet struct{ runners, assignments int }

// plan has no changes.
func (f fleet) plan(ctx context.Context, g objects) (workload, error) {
	return f.existing(ctx, g, "plan", nil)
}

// change changes the note of every runner.
func (f fleet) change(ctx context.Context, g objects) (workload, error) {
	return f.existing(ctx, g, "apply", variables{"note": "changed"})
}

// create makes the whole fleet.
func (f fleet) create(ctx context.Context, g objects) (workload, error) {
	projects, err := g.projects(ctx, 1)
	if err != nil {
		return workload{}, err
	}

	return workload{config: "fleet", variables: variables{"runners": f.runners, "owner": projects[0]}, command: "apply"}, nil
}

// existing is a command on a fleet that exists.
func (f fleet) existing(ctx context.Context, g objects, command string, changes variables) (workload, error) {
	projects, err := g.projects(ctx, 1+assignmentsPerRunner)
	if err != nil {
		return workload{}, err
	}

	owner, others := projects[0], projects[1:]

	all := variables{"runners": f.runners, "assignments": f.assignments, "owner": owner, "others": others}
	first := maps.Clone(all)
	first["runners"], first["assignments"] = 1, min(f.assignments, 1)
	maps.Copy(all, changes)

	return workload{
		config: "fleet", first: first, variables: all, command: command,
		growth: growth{
			"gitlabrunner_runner.fleet":             {f.runners, nextRunner},
			"gitlabrunner_project_assignment.fleet": {f.assignments, nextAssignment(others)},
		},
		fill: func(ctx context.Context) error { return f.fill(ctx, g, owner, others) },
	}, nil
}

// nextRunner is the runner at an index: the emulator's ids have no gaps.
func nextRunner(first members, index int) members {
	return members{"id": integer(first["id"]) + int64(index)}
}

func nextAssignment(projects []int64) func(members, int) members {
	return func(first members, index int) members {
		runner := integer(first["runner_id"]) + int64(index/len(projects))
		position := index % len(projects)
		project := projects[position]

		return members{
			"id":         fmt.Sprintf("%d:%d", runner, project),
			"runner_id":  runner,
			"project":    fmt.Sprint(project),
			"project_id": project,
			// The first project of a fleet is its owner.
			"project_path": fmt.Sprintf("bench/project-%d", position+1),
		}
	}
}

func integer(value any) int64 {
	number, _ := value.(json.Number)
	whole, _ := number.Int64() // 0 would show as drift

	return whole
}

// fill makes all but the first instances in GitLab.
func (f fleet) fill(ctx context.Context, g objects, owner int64, others []int64) error {
	first, err := g.newest(ctx)
	if err != nil {
		return err
	}

	for index := 1; index < f.runners; index++ {
		id, err := g.Create(ctx, "user/runners", map[string]any{
			"runner_type": "project_type", "project_id": owner,
			"description": "runner of the fleet", "tag_list": []string{"docker", "linux"},
		})
		if err != nil {
			return err
		}

		if id != first+int64(index) {
			return fmt.Errorf("runner %d is not the next one after %d", id, first+int64(index)-1)
		}
	}

	for index := 1; index < f.assignments; index++ {
		path := fmt.Sprintf("projects/%d/runners", others[index%len(others)])
		if _, err := g.Create(ctx, path, map[string]any{"runner_id": first + int64(index/len(others))}); err != nil {
			return err
		}
	}

	return nil
}

// newest is the id of the newest runner.
func (g *instance) newest(ctx context.Context) (int64, error) {
	var runners []struct {
		ID int64 `json:"id"`
	}

	if err := g.Call(ctx, http.MethodGet, "runners/all?per_page=1", nil, &runners); err != nil {
		return 0, err
	}

	if len(runners) == 0 {
		return 0, errors.New("GitLab has no runner")
	}

	return runners[0].ID, nil
}

// list is instance runners in no configuration.
type list struct {
	runners int
	details bool
}

func (l list) plan(ctx context.Context, g objects) (workload, error) {
	for range l.runners {
		_, err := g.Create(ctx, "user/runners", map[string]any{"runner_type": "instance_type", "tag_list": []string{"docker", "linux"}})
		if err != nil {
			return workload{}, err
		}
	}

	return workload{
		config: "list", variables: variables{"details": l.details}, command: "plan",
		files: map[string]any{floor.RowsFile: floor.Rows{Count: int64(l.runners), Row: row(l.details)}},
	}, nil
}

// exclusive is one runner with projects besides its owner project.
type exclusive struct{ projects int }

func (e exclusive) apply(ctx context.Context, g objects) (workload, error) {
	projects, err := g.projects(ctx, 1+e.projects)
	if err != nil {
		return workload{}, err
	}

	runner, err := g.Create(ctx, "user/runners", map[string]any{"runner_type": "project_type", "project_id": projects[0]})
	if err != nil {
		return workload{}, err
	}

	return workload{config: "exclusive", variables: variables{"runner": runner, "projects": projects[1:]}, command: "apply"}, nil
}
