package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
)

const assignmentsPerRunner = 5

// fleet is project runners in one project, assigned to some others, and
// a configuration that has them all.
type fleet struct{ runners, assignments int }

// plan finds nothing to do.
func (f fleet) plan(ctx context.Context, g *instance) (play, error) {
	return f.there(ctx, g, "plan", nil)
}

// change changes the note of every runner.
func (f fleet) change(ctx context.Context, g *instance) (play, error) {
	return f.there(ctx, g, "apply", values{"note": "changed"})
}

// create begins with nothing.
func (f fleet) create(ctx context.Context, g *instance) (play, error) {
	projects, err := g.projects(ctx, 1)
	if err != nil {
		return play{}, err
	}

	return play{config: "fleet", values: values{"runners": f.runners, "owner": projects[0]}, command: "apply"}, nil
}

// there is a command on a fleet that is there already.
func (f fleet) there(ctx context.Context, g *instance, command string, changes values) (play, error) {
	projects, err := g.projects(ctx, 1+assignmentsPerRunner)
	if err != nil {
		return play{}, err
	}

	owner, others := projects[0], projects[1:]

	all := values{"runners": f.runners, "assignments": f.assignments, "owner": owner, "others": others}
	first := maps.Clone(all)
	first["runners"], first["assignments"] = 1, min(f.assignments, 1)
	maps.Copy(all, changes)

	return play{
		config: "fleet", first: first, values: all, command: command,
		more: growth{
			"gitlabrunner_runner.fleet":             {f.runners, nextRunner},
			"gitlabrunner_project_assignment.fleet": {f.assignments, nextAssignment(others)},
		},
		fill: func(ctx context.Context) error { return f.fill(ctx, g, owner, others) },
	}, nil
}

// nextRunner is the runner of an index: the emulator counts without a gap.
func nextRunner(first members, index int) members {
	return members{"id": integer(first["id"]) + int64(index)}
}

func nextAssignment(projects []int64) func(members, int) members {
	return func(first members, index int) members {
		runner := integer(first["runner_id"]) + int64(index/len(projects))
		place := index % len(projects)
		project := projects[place]

		return members{
			"id":         fmt.Sprintf("%d:%d", runner, project),
			"runner_id":  runner,
			"project":    fmt.Sprint(project),
			"project_id": project,
			// The first project of a fleet is its owner.
			"project_path": fmt.Sprintf("bench/project-%d", place+1),
		}
	}
}

func integer(value any) int64 {
	number, _ := value.(json.Number)
	whole, _ := number.Int64() // A number that is none shows up as drift.

	return whole
}

// fill makes in GitLab what the state has more than the first of each.
func (f fleet) fill(ctx context.Context, g *instance, owner int64, others []int64) error {
	first, err := g.newest(ctx)
	if err != nil {
		return err
	}

	for index := 1; index < f.runners; index++ {
		id, err := g.create(ctx, "user/runners", map[string]any{
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
		if _, err := g.create(ctx, path, map[string]any{"runner_id": first + int64(index/len(others))}); err != nil {
			return err
		}
	}

	return nil
}

// newest is the number of the newest runner.
func (g *instance) newest(ctx context.Context) (int64, error) {
	var runners []made

	if err := g.call(ctx, http.MethodGet, "runners/all?per_page=1", nil, &runners); err != nil {
		return 0, err
	}

	if len(runners) == 0 {
		return 0, fmt.Errorf("GitLab has no runner")
	}

	return runners[0].ID, nil
}

// list is instance runners that no configuration has.
type list struct {
	runners int
	details bool
}

func (l list) plan(ctx context.Context, g *instance) (play, error) {
	for range l.runners {
		_, err := g.create(ctx, "user/runners", map[string]any{"runner_type": "instance_type", "tag_list": []string{"docker", "linux"}})
		if err != nil {
			return play{}, err
		}
	}

	return play{config: "list", values: values{"details": l.details}, command: "plan"}, nil
}

// exclusive is one runner that is to be in so many projects besides its owner.
type exclusive struct{ projects int }

func (e exclusive) apply(ctx context.Context, g *instance) (play, error) {
	projects, err := g.projects(ctx, 1+e.projects)
	if err != nil {
		return play{}, err
	}

	runner, err := g.create(ctx, "user/runners", map[string]any{"runner_type": "project_type", "project_id": projects[0]})
	if err != nil {
		return play{}, err
	}

	return play{config: "exclusive", values: values{"runner": runner, "projects": projects[1:]}, command: "apply"}, nil
}
