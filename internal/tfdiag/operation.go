package tfdiag

import (
	"maps"
	"slices"
)

// OperationID names an operation of the Runners API.
type OperationID string

// The operations.
const (
	CheckToken   OperationID = "access-token-check"
	CreateRunner OperationID = "runner-create"
	ReadRunner   OperationID = "runner-read"
	UpdateRunner OperationID = "runner-update"
	DeleteRunner OperationID = "runner-delete"
	PauseRunner  OperationID = "runner-pause"
	ResumeRunner OperationID = "runner-resume"
	ListJobs     OperationID = "jobs-list"
	ListManagers OperationID = "runner-managers-list"

	CheckRunnerToken OperationID = "runner-token-check"
	RotateToken      OperationID = "runner-token-rotate"
	RevokeToken      OperationID = "runner-token-revoke"
	ExchangeToken    OperationID = "runner-token-exchange"
	VerifyToken      OperationID = "runner-token-verify"
	UnregisterRunner OperationID = "runner-unregister"
	DeleteManager    OperationID = "runner-manager-delete"

	RegisterRunner         OperationID = "runner-register"
	ResetRegistrationToken OperationID = "registration-token-reset"

	ListOwnRunners     OperationID = "runners-list"
	ListAllRunners     OperationID = "instance-runners-list"
	ListGroupRunners   OperationID = "group-runners-list"
	ListProjectRunners OperationID = "project-runners-list"
)

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

var operations = merged(runnerOperations, assignmentOperations, adoptionOperations)

var runnerOperations = map[OperationID]operation{
	CheckToken: {verb: "check", noun: "access token", doing: "Checking the access token", request: "GET /user", permission: toAuthenticate},
	CreateRunner: {
		verb: "create", noun: "runner", doing: "Creating a runner", request: "POST /user/runners",
		permission: toCreate, fields: settingFields, cells: createCells,
	},
	ReadRunner: {verb: "read", noun: "runner", nouns: "runners", doing: "Reading a runner", request: "GET /runners/:id", permission: toRead},
	UpdateRunner: {
		verb: "update", noun: "runner", doing: "Updating a runner", request: "PUT /runners/:id",
		permission: toUpdate, fields: settingFields, cells: updateCells,
	},
	DeleteRunner: {
		verb: "delete", noun: "runner", nouns: "runners", doing: "Deleting a runner", request: "DELETE /runners/:id",
		permission: toDelete, cells: deleteCells,
	},
	PauseRunner:  {verb: "pause", noun: "runner", nouns: "runners", doing: "Pausing a runner", request: "PUT /runners/:id", permission: toUpdate},
	ResumeRunner: {verb: "resume", noun: "runner", nouns: "runners", doing: "Resuming a runner", request: "PUT /runners/:id", permission: toUpdate},
	ListJobs:     {verb: "list", noun: "runner jobs", nouns: "runners", of: "the jobs of ", doing: "Listing the jobs of a runner", request: "GET /runners/:id/jobs", permission: toListJobs},
	ListManagers: {verb: "list", noun: "runner managers", of: "the managers of ", doing: "Listing the managers of a runner", request: "GET /runners/:id/managers", permission: toRead},

	CheckRunnerToken: {
		verb: "check", noun: "authentication token", doing: "Checking the token of a runner", request: "DELETE /runners/managers",
		permission: withRunnerToken, cells: runnerTokenCells,
	},

	RotateToken: {
		verb: "rotate", noun: "authentication token", of: "the token of ", doing: "Rotating the token of a runner",
		request: "POST /runners/:id/reset_authentication_token", permission: toUpdate, cells: rotateCells,
	},
	RevokeToken: {
		verb: "revoke", noun: "authentication token", of: "the token of ", doing: "Revoking the token of a runner",
		request: "POST /runners/:id/reset_authentication_token", permission: toUpdate, cells: revokeCells,
	},
	ExchangeToken: {
		verb: "exchange", noun: "authentication token", of: "the token of ", doing: "Exchanging the token of a runner",
		request: "POST /runners/reset_authentication_token", permission: withRunnerToken, cells: exchangeCells,
	},
	VerifyToken: {
		verb: "verify", noun: "authentication token", of: "the token of ", doing: "Verifying the token of a runner",
		request: "POST /runners/verify", permission: withRunnerToken, cells: runnerTokenCells,
	},
	UnregisterRunner: {
		verb: "unregister", noun: "runner", doing: "Unregistering a runner", request: "DELETE /runners",
		permission: withRunnerToken, cells: unregisterCells,
	},
	DeleteManager: {
		verb: "delete", noun: "runner manager", doing: "Deleting a runner manager", request: "DELETE /runners/managers",
		permission: withRunnerToken, cells: managerCells,
	},

	RegisterRunner: {
		verb: "register", noun: "runner", doing: "Registering a runner", request: "POST /runners",
		permission: withRegistrationToken, fields: registrationFields, cells: registerCells,
	},
	ResetRegistrationToken: {
		verb: "reset", noun: "registration token", doing: "Resetting a registration token", request: "POST …/runners/reset_registration_token",
		permission: toResetRegistrationToken, cells: resetRegistrationCells,
	},

	ListOwnRunners: {verb: "list", noun: "your runners", doing: "Listing your own runners", request: "GET /runners", permission: toListOwn, cells: listCells},
	ListAllRunners: {
		verb: "list", noun: "all runners", doing: "Listing all runners of the instance", request: "GET /runners/all",
		permission: toListAll, cells: listAllCells,
	},
	ListGroupRunners: {
		verb: "list", noun: "group runners", doing: "Listing the runners of a group", request: "GET /groups/:id/runners",
		permission: toListOfGroup, cells: listGroupCells,
	},
	ListProjectRunners: {
		verb: "list", noun: "project runners", doing: "Listing the runners of a project", request: "GET /projects/:id/runners",
		permission: toListOfProject, cells: listProjectCells,
	},
}

// Operations are all operations, sorted.
func Operations() []OperationID { return slices.Sorted(maps.Keys(operations)) }

// Permission is what GitLab requires for an operation.
func (o OperationID) Permission() Permission { return operations[o].permission }

// Request is the method and the path of an operation.
func (o OperationID) Request() string { return operations[o].request }
