package tfdiag

import (
	"maps"
	"slices"
)

// OperationID names an operation of the Runners API.
type OperationID string

// Because is the diagnostic of an operation that fails for a cause.
func (o OperationID) Because(cause Cause) ID { return ID(string(o) + "-" + string(cause)) }

// operation is a row of the table of operations.
type operation struct {
	// verb and noun make the summary, "Unable to create runner".
	verb, noun string
	// nouns is the noun for several objects, where one diagnostic can be about
	// several. It is empty for others.
	nouns string
	// of stands before a runner that is not itself the object, as "the jobs of ".
	of string
	// doing begins the sentence about the permission, "Creating a runner".
	doing string
	// request is the method and the path, or several.
	request    string
	permission Permission
	// fields are the attributes by GitLab's names in a complaint about a value.
	fields map[string]string
	// parameters are the parameters that are attributes by the same name.
	parameters []string
	// cells are the causes that only this operation has, or words otherwise.
	cells []cell
}

// settingFields are the settings of a runner by the names of GitLab's model.
var settingFields = map[string]string{
	"description": "description", "tags_list": "tag_list", "access_level": "access_level",
	"maximum_timeout": "maximum_timeout", "maintenance_note": "maintenance_note",
}

// registrationFields are those of a registration, which has a name besides.
var registrationFields = map[string]string{
	"description": "description", "tags_list": "tag_list", "access_level": "access_level",
	"maximum_timeout": "maximum_timeout", "maintenance_note": "maintenance_note", "name": "info",
}

var (
	settingParameters = []string{
		"description", "paused", "locked", "run_untagged", "tag_list", "access_level", "maximum_timeout", "maintenance_note",
	}
	createParameters = append([]string{"runner_type", "group_id", "project_id"}, settingParameters...)
	filterParameters = []string{"type", "status", "paused", "tag_list", "version_prefix", "scope"}
	jobParameters    = []string{"status", "system_id", "order_by", "sort"}
)

// operations are the rows of the table.
var operations = make(map[OperationID]operation)

// addOperation adds a row to the table, and returns its identifier.
func addOperation(id OperationID, row operation) OperationID {
	if _, found := operations[id]; found {
		panic("two operations have the identifier " + id)
	}

	operations[id] = row

	return id
}

// The operations on runners and their tokens.
var (
	CheckToken   = addOperation("access-token-check", operation{verb: "check", noun: "access token", doing: "Checking the access token", request: "GET /user", permission: toAuthenticate})
	CreateRunner = addOperation("runner-create", operation{
		verb: "create", noun: "runner", doing: "Creating a runner", request: "POST /user/runners",
		permission: toCreate, fields: settingFields, parameters: createParameters, cells: createCells,
	})
	ReadRunner   = addOperation("runner-read", operation{verb: "read", noun: "runner", nouns: "runners", doing: "Reading a runner", request: "GET /runners/:id", permission: toRead, cells: []cell{runnerNotFoundCell}})
	UpdateRunner = addOperation("runner-update", operation{
		verb: "update", noun: "runner", doing: "Updating a runner", request: "PUT /runners/:id",
		permission: toUpdate, fields: settingFields, parameters: settingParameters, cells: updateCells,
	})
	DeleteRunner = addOperation("runner-delete", operation{
		verb: "delete", noun: "runner", nouns: "runners", doing: "Deleting a runner", request: "DELETE /runners/:id",
		permission: toDelete, cells: deleteCells,
	})
	PauseRunner  = addOperation("runner-pause", operation{verb: "pause", noun: "runner", nouns: "runners", doing: "Pausing a runner", request: "PUT /runners/:id", permission: toUpdate, cells: []cell{runnerNotFoundCell}})
	ResumeRunner = addOperation("runner-resume", operation{verb: "resume", noun: "runner", nouns: "runners", doing: "Resuming a runner", request: "PUT /runners/:id", permission: toUpdate, cells: []cell{runnerNotFoundCell}})
	ListJobs     = addOperation("jobs-list", operation{verb: "list", noun: "runner jobs", nouns: "runners", of: "the jobs of ", doing: "Listing the jobs of a runner", request: "GET /runners/:id/jobs", permission: toListJobs, parameters: jobParameters, cells: []cell{runnerNotFoundCell}})
	ListManagers = addOperation("runner-managers-list", operation{verb: "list", noun: "runner managers", of: "the runner managers of ", doing: "Listing the runner managers of a runner", request: "GET /runners/:id/managers", permission: toRead, cells: []cell{runnerNotFoundCell}})

	CheckRunnerToken = addOperation("runner-token-check", operation{
		verb: "check", noun: "authentication token", doing: "Checking the token of a runner", request: "DELETE /runners/managers",
		permission: withRunnerToken, cells: runnerTokenCells,
	})

	RotateToken = addOperation("runner-token-rotate", operation{
		verb: "rotate", noun: "authentication token", of: "the token of ", doing: "Rotating the token of a runner",
		request: "POST /runners/:id/reset_authentication_token", permission: toUpdate, cells: rotateCells,
	})
	RevokeToken = addOperation("runner-token-revoke", operation{
		verb: "revoke", noun: "authentication token", of: "the token of ", doing: "Revoking the token of a runner",
		request: "POST /runners/:id/reset_authentication_token", permission: toUpdate, cells: revokeCells,
	})
	ExchangeToken = addOperation("runner-token-exchange", operation{
		verb: "exchange", noun: "authentication token", of: "the token of ", doing: "Exchanging the token of a runner",
		request: "POST /runners/reset_authentication_token", permission: withRunnerToken, cells: exchangeCells,
	})
	VerifyToken = addOperation("runner-token-verify", operation{
		verb: "verify", noun: "authentication token", of: "the token of ", doing: "Verifying the token of a runner",
		request: "POST /runners/verify", permission: withRunnerToken, cells: runnerTokenCells,
	})
	// AdoptToken is a verification of a token that the configuration passes.
	AdoptToken = addOperation("runner-token-adopt", operation{
		verb: "adopt", noun: "authentication token", of: "the token of ", doing: "Adopting the token of a runner",
		request: "POST /runners/verify", permission: withRunnerToken, cells: adoptCells,
	})
	UnregisterRunner = addOperation("runner-unregister", operation{
		verb: "unregister", noun: "runner", doing: "Unregistering a runner", request: "DELETE /runners",
		permission: withRunnerToken, cells: unregisterCells,
	})
	DeleteManager = addOperation("runner-manager-delete", operation{
		verb: "delete", noun: "runner manager", doing: "Deleting a runner manager", request: "DELETE /runners/managers",
		permission: withRunnerToken, cells: managerCells,
	})

	RegisterRunner = addOperation("runner-register", operation{
		verb: "register", noun: "runner", doing: "Registering a runner", request: "POST /runners",
		permission: withRegistrationToken, fields: registrationFields, parameters: settingParameters, cells: registerCells,
	})
	ResetRegistrationToken = addOperation("registration-token-reset", operation{
		verb: "reset", noun: "registration token", doing: "Resetting a registration token", request: "POST …/runners/reset_registration_token",
		permission: toResetRegistrationToken, cells: resetRegistrationCells,
	})

	ListOwnRunners = addOperation("runners-list", operation{verb: "list", noun: "your runners", doing: "Listing your own runners", request: "GET /runners", permission: toListOwn, parameters: filterParameters, cells: listCells})
	ListAllRunners = addOperation("instance-runners-list", operation{
		verb: "list", noun: "all runners", doing: "Listing all runners of the instance", request: "GET /runners/all",
		permission: toListAll, parameters: filterParameters, cells: listAllCells,
	})
	ListGroupRunners = addOperation("group-runners-list", operation{
		verb: "list", noun: "group runners", doing: "Listing the runners of a group", request: "GET /groups/:id/runners",
		permission: toListOfGroup, parameters: filterParameters, cells: listGroupCells,
	})
	ListProjectRunners = addOperation("project-runners-list", operation{
		verb: "list", noun: "project runners", doing: "Listing the runners of a project", request: "GET /projects/:id/runners",
		permission: toListOfProject, parameters: filterParameters, cells: listProjectCells,
	})
)

// Operations are all operations, sorted.
func Operations() []OperationID { return slices.Sorted(maps.Keys(operations)) }

// Permission is what GitLab requires for an operation.
func (o OperationID) Permission() Permission { return operations[o].permission }

// Request is the method and the path of an operation.
func (o OperationID) Request() string { return operations[o].request }
