package main

import "strconv"

// ownFleet is a fleet without a provider: Terraform's own part of a [fleet].
type ownFleet struct{ runners, assignments int }

func (f ownFleet) plan() play { return f.there("plan", "") }

func (f ownFleet) change() play { return f.there("apply", "changed") }

func (f ownFleet) create() play {
	return play{config: "own-fleet", values: values{"runners": f.runners}, command: "apply"}
}

// there is a command on a fleet that is there already.
func (f ownFleet) there(command, note string) play {
	return play{
		config: "own-fleet", command: command,
		first:  values{"runners": 1, "assignments": min(f.assignments, 1)},
		values: values{"runners": f.runners, "assignments": f.assignments, "note": note},
		more: growth{
			"terraform_data.runner":     {f.runners, nextID},
			"terraform_data.assignment": {f.assignments, nextID},
		},
	}
}

func nextID(_ members, index int) members { return members{"id": strconv.Itoa(index)} }

// ownSet is a set of so many projects without a provider.
func ownSet(projects int) play {
	set := make([]int, projects)
	for i := range set {
		set[i] = i
	}

	return play{config: "own-set", values: values{"projects": set}, command: "apply"}
}
