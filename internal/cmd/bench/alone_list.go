package main

import "maps"

// aloneList is a list of runners without a provider: Terraform's built-in data
// source, with a file of the same size as the value of our data source.
func aloneList(runners int, details bool) workload {
	rows := make([]members, runners)
	for i := range rows {
		rows[i] = maps.Clone(listedRow)
		if details {
			maps.Copy(rows[i], detailsOfRow)
		}

		rows[i]["id"] = i + 1
	}

	return workload{config: "alone-list", command: "plan", variables: variables{}, files: map[string]any{
		"runners.json": members{
			"version": 4, "terraform_version": "1.8.0", "serial": 1, "lineage": "bench", "resources": []any{},
			"outputs": members{"runners": members{"value": rows, "type": []any{"list", typeOf(rows[0])}}},
		},
	}}
}

// listedRow is a new runner of the emulator in the data source, without details.
var listedRow = members{
	"id": 0, "runner_type": "instance_type", "description": "", "name": nil, "paused": false, "active": true, "is_shared": true,
	"locked": nil, "run_untagged": nil, "tag_list": nil, "access_level": nil, "maximum_timeout": nil, "maintenance_note": nil,
	"status": "never_contacted", "online": false, "job_execution_status": "idle", "contacted_at": nil, "created_at": "2030-01-02T03:04:05Z",
	"created_by": members{
		"id": 1, "username": "root", "public_email": nil, "name": "Administrator", "state": "active", "locked": false,
		"avatar_url": nil, "web_url": "https://gitlab.example.com/root",
	},
	"ip_address": nil, "version": nil, "revision": nil, "platform": nil, "architecture": nil, "projects": nil, "groups": nil,
}

// detailsOfRow are the attributes that details add.
var detailsOfRow = members{
	"locked": false, "run_untagged": true, "tag_list": []string{"docker", "linux"}, "access_level": "not_protected",
	"projects": []string{}, "groups": []string{},
}

// typeOf is the type of a value as Terraform writes it in a state. Null gets the
// type string: the size in the state does not depend on it.
func typeOf(value any) any {
	switch value := value.(type) {
	case bool:
		return "bool"
	case int:
		return "number"
	case []string:
		return []any{"list", "string"}
	case members:
		types := make(members, len(value))
		for name, member := range value {
			types[name] = typeOf(member)
		}

		return []any{"object", types}
	default:
		return "string"
	}
}
