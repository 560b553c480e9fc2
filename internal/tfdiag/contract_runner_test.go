package tfdiag_test

import (
	"strings"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	untagged   = `{"message":{"tags_list":["can not be empty when runner is not allowed to pick untagged jobs"]}}`
	manyTags   = `{"message":{"tags_list":["Too many tags specified. Please limit the number of tags to 50"]}}`
	short      = `{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}`
	longNote   = `{"message":{"maintenance_note":["is too long (maximum is 1024 characters)"]}}`
	longText   = `{"message":{"description":["is too long (maximum is 1024 characters)"]}}`
	badRequest = `{"message":"400 Bad request - `
	badLevel   = `{"error":"access_level does not have a valid value"}`
)

var (
	tooLong = strings.Repeat("x", 1025)
	tooMany = strings.Split("t"+strings.Repeat(" t", 50), " ")
)

func init() {
	for i := range tooMany {
		tooMany[i] += text(int64(i))
	}
}

// created changes the settings of a creation.
func created(change func(*gitlabapi.CreateRunner)) func(*fixture) error {
	return func(f *fixture) error { return f.creates(change) }
}

func updated(change gitlabapi.UpdateRunner) func(*fixture) error {
	return func(f *fixture) error { return f.updates(change) }
}

// as sends the call of an operation as another caller.
func as(caller func(*fixture) *fixture, operation tfdiag.OperationID) func(*fixture) error {
	return func(f *fixture) error { return calls[operation](caller(f)) }
}

func byUserWithoutRole(operation tfdiag.OperationID) func(*fixture) error {
	return as((*fixture).withoutRole, operation)
}

// ofMissingRunner sends the call of an operation about a runner that does not exist.
func ofMissingRunner(operation tfdiag.OperationID) func(*fixture) error {
	return func(f *fixture) error {
		f.owned, f.shared = 4711, 4711

		return calls[operation](f)
	}
}

func id(value int64) *int64 { return &value }

// refused are the answers for a runner that the caller may not use, and for one
// that does not exist.
func refused(operation tfdiag.OperationID, gone tfdiag.Cause) []answer {
	return []answer{
		{status: 403, body: noAccess, want: tfdiag.Forbidden, send: byUserWithoutRole(operation)},
		{status: 404, body: noRunner, want: gone, send: ofMissingRunner(operation)},
		{status: 404, body: noRunnerBefore, want: gone, send: ofMissingRunner(operation), version: "17.0"},
	}
}

var ofRunners = map[tfdiag.OperationID][]answer{
	tfdiag.CreateRunner: {
		{
			status: 400, body: badRequest + `Missing/invalid group"}`, want: tfdiag.GroupNotFound, attribute: "group_id",
			send: created(func(r *gitlabapi.CreateRunner) { r.RunnerType, r.GroupID = gitlabapi.GroupType, id(4711) }),
		},
		{
			status: 400, body: badRequest + `Missing/invalid project"}`, want: tfdiag.ProjectNotFound, attribute: "project_id",
			send: created(func(r *gitlabapi.CreateRunner) { r.RunnerType, r.ProjectID = gitlabapi.ProjectType, id(4711) }),
		},
		{
			status: 400, body: `{"error":"group_id is missing"}`, want: tfdiag.InvalidParameter, attribute: "group_id",
			send: created(func(r *gitlabapi.CreateRunner) { r.RunnerType = gitlabapi.GroupType }),
		},
		{
			status: 400, body: `{"error":"project_id is missing"}`, want: tfdiag.InvalidParameter, attribute: "project_id",
			send: created(func(r *gitlabapi.CreateRunner) { r.RunnerType = gitlabapi.ProjectType }),
		},
		{
			status: 400, body: `{"error":"runner_type does not have a valid value"}`, want: tfdiag.InvalidParameter, attribute: "runner_type",
			send: created(func(r *gitlabapi.CreateRunner) { r.RunnerType = "toaster_type" }),
		},
		{
			status: 400, body: badLevel, want: tfdiag.InvalidParameter, attribute: "access_level",
			send: created(func(r *gitlabapi.CreateRunner) { r.AccessLevel = "open" }),
		},
		{
			status: 400, body: badRequest + `Tags list can not be empty when runner is not allowed to pick untagged jobs"}`, want: tfdiag.InvalidValue, attribute: "tag_list",
			send: created(func(r *gitlabapi.CreateRunner) { r.RunUntagged = false }),
		},
		{
			status: 400, body: badRequest + `Tags list Too many tags specified. Please limit the number of tags to 50"}`, want: tfdiag.InvalidValue, attribute: "tag_list",
			send: created(func(r *gitlabapi.CreateRunner) { r.TagList = tooMany }),
		},
		{
			status: 400, body: badRequest + `Maximum timeout needs to be at least 10 minutes"}`, want: tfdiag.InvalidValue, attribute: "maximum_timeout",
			send: created(func(r *gitlabapi.CreateRunner) { r.MaximumTimeout = id(1) }),
		},
		{
			status: 400, body: badRequest + `Maintenance note is too long (maximum is 1024 characters)"}`, want: tfdiag.InvalidValue, attribute: "maintenance_note",
			send: created(func(r *gitlabapi.CreateRunner) { r.MaintenanceNote = tooLong }),
		},
		{
			status: 400, body: badRequest + `Description is too long (maximum is 1024 characters)"}`, want: tfdiag.InvalidValue, attribute: "description",
			send: created(func(r *gitlabapi.CreateRunner) { r.Description = tooLong }),
		},
		{
			status: 400, body: badRequest + `Runner projects base Maximum number of ci registered project runners (1) exceeded"}`, want: tfdiag.RunnerLimit,
			send: func(f *fixture) error {
				return f.limit().creates(func(r *gitlabapi.CreateRunner) { r.RunnerType, r.ProjectID = gitlabapi.ProjectType, &f.project.ID })
			},
		},
		{
			status: 400, body: badRequest + `Runner namespaces base Maximum number of ci registered group runners (1) exceeded"}`, want: tfdiag.RunnerLimit,
			send: func(f *fixture) error {
				return f.limit().creates(func(r *gitlabapi.CreateRunner) { r.RunnerType, r.GroupID = gitlabapi.GroupType, &f.group.ID })
			},
		},
		{status: 403, body: `{"message":"403 Forbidden - Insufficient permissions"}`, want: tfdiag.CreationNotAllowed, send: byUserWithoutRole(tfdiag.CreateRunner)},
		{status: 404, body: unknownEndpoint, want: tfdiag.CreationUnsupported, send: as((*fixture).withWrongPath, tfdiag.CreateRunner)},
	},
	tfdiag.ReadRunner: refused(tfdiag.ReadRunner, tfdiag.RunnerNotFound),
	tfdiag.UpdateRunner: append(refused(tfdiag.UpdateRunner, tfdiag.DeletedSincePlan), []answer{
		{status: 400, body: untagged, want: tfdiag.InvalidValue, attribute: "tag_list", send: updated(gitlabapi.UpdateRunner{RunUntagged: gitlabapi.Some(false)})},
		{status: 400, body: manyTags, want: tfdiag.InvalidValue, attribute: "tag_list", send: updated(gitlabapi.UpdateRunner{TagList: gitlabapi.Some(tooMany)})},
		{status: 400, body: short, want: tfdiag.InvalidValue, attribute: "maximum_timeout", send: updated(gitlabapi.UpdateRunner{MaximumTimeout: gitlabapi.Some(int64(1))})},
		{status: 400, body: longNote, want: tfdiag.InvalidValue, attribute: "maintenance_note", send: updated(gitlabapi.UpdateRunner{MaintenanceNote: gitlabapi.Some(tooLong)})},
		{status: 400, body: longText, want: tfdiag.InvalidValue, attribute: "description", send: updated(gitlabapi.UpdateRunner{Description: gitlabapi.Some(tooLong)})},
		{
			status: 400, body: `{"message":{"access_level":["can't be blank"]}}`, want: tfdiag.InvalidValue, attribute: "access_level",
			send: updated(gitlabapi.UpdateRunner{AccessLevel: gitlabapi.Optional[string]{Sent: true}}),
		},
		{status: 400, body: badLevel, want: tfdiag.InvalidParameter, attribute: "access_level", send: updated(gitlabapi.UpdateRunner{AccessLevel: gitlabapi.Some("open")})},
		{
			// The code finds this cause by the version.
			status: 400, version: "16.0", want: tfdiag.NotesUnsupported, attribute: "maintenance_note", because: true,
			body: `{"error":"description, active, paused, tag_list, run_untagged, locked, access_level, maximum_timeout are missing, at least one parameter must be provided"}`,
			send: updated(gitlabapi.UpdateRunner{MaintenanceNote: gitlabapi.Some("note")}),
		},
	}...),
	tfdiag.DeleteRunner: {
		{
			status: 403, body: `{"message":"403 Forbidden - Runner associated with more than one project"}`, want: tfdiag.SeveralProjects,
			send: as((*fixture).maintainer, tfdiag.DeleteRunner),
		},
		{
			status: 403, body: noAccess, want: tfdiag.Forbidden,
			send: func(f *fixture) error { return f.withoutRole().client.DeleteRunner(f.t.Context(), f.owned) },
		},
		{status: 404, body: noRunner, want: tfdiag.RunnerNotFound, send: ofMissingRunner(tfdiag.DeleteRunner)},
		{status: 404, body: noRunnerBefore, want: tfdiag.RunnerNotFound, send: ofMissingRunner(tfdiag.DeleteRunner), version: "17.0"},
	},
	tfdiag.PauseRunner:  refused(tfdiag.PauseRunner, tfdiag.RunnerNotFound),
	tfdiag.ResumeRunner: refused(tfdiag.ResumeRunner, tfdiag.RunnerNotFound),
	tfdiag.ListJobs: append(refused(tfdiag.ListJobs, tfdiag.RunnerNotFound), answer{
		status: 400, body: `{"error":"status does not have a valid value"}`, want: tfdiag.InvalidParameter, attribute: "status",
		send: func(f *fixture) error {
			return first(f.client.RunnerJobs(f.t.Context(), f.shared, gitlabapi.JobsQuery{Status: "asleep"}))
		},
	}),
	tfdiag.ListManagers: refused(tfdiag.ListManagers, tfdiag.RunnerNotFound),

	tfdiag.ListOwnRunners: {
		{
			status: 400, body: `{"message":"Scope contains invalid value"}`, want: tfdiag.InvalidScopeWord, attribute: "scope",
			send: func(f *fixture) error {
				return first(f.client.OwnRunners(f.t.Context(), gitlabapi.RunnersQuery{Scope: "specific"}))
			},
		},
		filtered("status", "asleep", "does not have a valid value", func(f *fixture, q gitlabapi.RunnersQuery) error { return first(f.client.OwnRunners(f.t.Context(), q)) }),
		filtered("version_prefix", "new", "is invalid", func(f *fixture, q gitlabapi.RunnersQuery) error { return first(f.client.OwnRunners(f.t.Context(), q)) }),
	},
	tfdiag.ListAllRunners: {
		{status: 403, body: forbidden, want: tfdiag.AdministratorNeeded, send: byUserWithoutRole(tfdiag.ListAllRunners)},
		filtered("status", "asleep", "does not have a valid value", func(f *fixture, q gitlabapi.RunnersQuery) error { return first(f.client.AllRunners(f.t.Context(), q)) }),
		filtered("scope", "shiny", "does not have a valid value", func(f *fixture, q gitlabapi.RunnersQuery) error { return first(f.client.AllRunners(f.t.Context(), q)) }),
	},
	tfdiag.ListGroupRunners: {
		{status: 403, body: forbidden, want: tfdiag.Forbidden, send: as(developer, tfdiag.ListGroupRunners)},
		{status: 404, body: noGroup, want: tfdiag.GroupNotFound, attribute: "group", send: byUserWithoutRole(tfdiag.ListGroupRunners)},
		filtered("type", "toaster_type", "does not have a valid value", func(f *fixture, q gitlabapi.RunnersQuery) error {
			return first(f.client.GroupRunners(f.t.Context(), text(f.group.ID), q))
		}),
	},
	tfdiag.ListProjectRunners: {
		{status: 403, body: forbidden, want: tfdiag.Forbidden, send: as(developer, tfdiag.ListProjectRunners)},
		{status: 404, body: noProject, want: tfdiag.ProjectNotFound, attribute: "project", send: byUserWithoutRole(tfdiag.ListProjectRunners)},
		filtered("scope", "shiny", "does not have a valid value", func(f *fixture, q gitlabapi.RunnersQuery) error {
			return first(f.client.ProjectRunners(f.t.Context(), text(f.project.ID), q))
		}),
	},
}

func developer(f *fixture) *fixture { return f.member(gitlab.DeveloperPermissions) }

// filtered is the answer to a filter that a list does not have.
func filtered(name, value, complaint string, list func(*fixture, gitlabapi.RunnersQuery) error) answer {
	return answer{
		status: 400, body: `{"error":"` + name + ` ` + complaint + `"}`, want: tfdiag.InvalidFilter, attribute: name,
		send: func(f *fixture) error {
			query := gitlabapi.RunnersQuery{}
			*map[string]*string{"status": &query.Status, "version_prefix": &query.VersionPrefix, "scope": &query.Scope, "type": &query.Type}[name] = value

			return list(f, query)
		},
	}
}
