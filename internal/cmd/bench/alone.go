package main

import "strconv"

// aloneFleet is the work of Terraform for a [fleet], without a provider.
type aloneFleet struct{ runners, assignments int }

func (f aloneFleet) plan() workload { return f.existing("plan", "") }

func (f aloneFleet) change() workload { return f.existing("apply", "changed") }

func (f aloneFleet) create() workload {
	return workload{config: "alone-fleet", variables: variables{"runners": f.runners}, command: "apply"}
}

// existing is a command on a fleet that exists.
func (f aloneFleet) existing(command, note string) workload {
	return workload{
		config: "alone-fleet", command: command,
		first:     variables{"runners": 1, "assignments": min(f.assignments, 1)},
		variables: variables{"runners": f.runners, "assignments": f.assignments, "note": note},
		growth: growth{
			"terraform_data.runner":     {f.runners, nextID},
			"terraform_data.assignment": {f.assignments, nextID},
		},
	}
}

func nextID(_ members, index int) members { return members{"id": strconv.Itoa(index)} }

// aloneSet is a set of projects without a provider.
func aloneSet(projects int) workload {
	set := make([]int, projects)
	for i := range set {
		set[i] = i
	}

	return workload{config: "alone-set", variables: variables{"projects": set}, command: "apply"}
}
