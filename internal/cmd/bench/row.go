package main

import "maps"

// row is a runner in the data source, when the emulator has just made it.
func row(details bool) members {
	row := maps.Clone(listedRow)
	if details {
		maps.Copy(row, detailsOfRow)
	}

	return row
}

var listedRow = members{
	"id": 1, "runner_type": "instance_type", "description": "", "name": nil, "paused": false, "active": true, "is_shared": true,
	"locked": nil, "run_untagged": nil, "tag_list": nil, "access_level": nil, "maximum_timeout": nil, "maintenance_note": nil,
	"status": "never_contacted", "online": false, "job_execution_status": "idle", "contacted_at": nil, "created_at": "2030-01-02T03:04:05Z", "token_expires_at": nil,
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
