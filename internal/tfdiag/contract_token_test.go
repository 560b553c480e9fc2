package tfdiag_test

import (
	"strings"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// withToken sends the call of an operation with another token of the runner.
func withToken(token string, operation tfdiag.OperationID) func(*fixture) error {
	return func(f *fixture) error {
		f.token = token

		return calls[operation](f)
	}
}

// expired sends the call of an operation after the token has expired.
func expired(operation tfdiag.OperationID) func(*fixture) error {
	return func(f *fixture) error {
		f.ExpireTokens(f.t, time.Hour)

		issued, err := f.client.ResetAuthenticationToken(f.t.Context(), f.owned)
		if err != nil {
			return err
		}

		f.token = issued.Token
		f.FakeClock(f.t).Advance(2 * time.Hour)

		return calls[operation](f)
	}
}

// afterDeadline sends the call of an operation after the deadline of the rotation.
func afterDeadline(operation tfdiag.OperationID) func(*fixture) error {
	return func(f *fixture) error {
		f.owned, f.token = f.deadline()

		return calls[operation](f)
	}
}

func afterOrphaning(operation tfdiag.OperationID) func(*fixture) error {
	return func(f *fixture) error { return calls[operation](f.orphan()) }
}

// invalidToken are the answers to a token of a runner that is not valid.
func invalidToken(operation tfdiag.OperationID) []answer {
	return []answer{
		{status: 403, body: forbidden, want: tfdiag.RunnerTokenRefused, send: withToken("glrt-unknown", operation)},
		{status: 403, body: forbidden, want: tfdiag.RunnerTokenRefused, send: expired(operation)},
		{status: 403, body: `{"message":"Forbidden"}`, want: tfdiag.Forbidden, why: byGateway},
	}
}

// verified are the answers to a verification.
func verified(operation tfdiag.OperationID) []answer {
	return append(invalidToken(operation),
		answer{status: 403, body: `{"message":"403 Forbidden - Runner is orphaned"}`, want: tfdiag.RunnerOrphaned, why: byFlag},
		answer{status: 422, body: orphaned, want: tfdiag.RunnerOrphaned, send: afterOrphaning(operation), version: "18.0"},
	)
}

// reset are the answers to a reset by ID.
func reset(operation tfdiag.OperationID) []answer {
	return append(refused(operation, tfdiag.RunnerNotFound),
		answer{status: 403, body: deadlinePassed, want: tfdiag.RotationDeadlinePassed, send: afterDeadline(operation)},
		answer{status: 422, body: `{"error":"Tags list can not be empty"}`, want: tfdiag.TokenNotSaved, why: neverSaved},
	)
}

var ofTokens = map[tfdiag.OperationID][]answer{
	tfdiag.CheckRunnerToken: {
		{status: 403, body: forbidden, want: tfdiag.RunnerTokenRefused, why: asState},
		{status: 403, body: `{"message":"403 Forbidden - Runner is orphaned"}`, want: tfdiag.RunnerOrphaned, why: byFlag},
		{status: 422, body: orphaned, want: tfdiag.RunnerOrphaned, why: "only a verification has this answer, and it follows only a refusal"},
		{status: 403, body: `{"message":"Forbidden"}`, want: tfdiag.Forbidden, why: byGateway},
	},
	tfdiag.RotateToken: reset(tfdiag.RotateToken),
	tfdiag.RevokeToken: reset(tfdiag.RevokeToken),
	tfdiag.ExchangeToken: append(invalidToken(tfdiag.ExchangeToken),
		answer{status: 403, body: deadlinePassed, want: tfdiag.RotationDeadlinePassed, send: afterDeadline(tfdiag.ExchangeToken)}),
	tfdiag.VerifyToken:      verified(tfdiag.VerifyToken),
	tfdiag.AdoptToken:       verified(tfdiag.AdoptToken),
	tfdiag.UnregisterRunner: invalidToken(tfdiag.UnregisterRunner),
	tfdiag.DeleteManager: {
		{
			status: 403, body: forbidden, want: tfdiag.RunnerTokenRefused,
			send: func(f *fixture) error { return f.client.DeleteRunnerManager(f.t.Context(), "glrt-unknown", "s_1") },
		},
		{status: 403, body: `{"message":"Forbidden"}`, want: tfdiag.Forbidden, why: byGateway},
		{
			status: 404, body: `{"message":"404 Runner manager not found Not Found"}`, want: tfdiag.ManagerNotFound,
			send: func(f *fixture) error { return f.client.DeleteRunnerManager(f.t.Context(), f.token, "s_1") },
		},
	},
	tfdiag.RegisterRunner: {
		{status: 400, body: untagged, want: tfdiag.InvalidValue, attribute: "tag_list", send: registered(func(r *gitlabapi.RegisterRunner) { r.RunUntagged = false })},
		{status: 400, body: manyTags, want: tfdiag.InvalidValue, attribute: "tag_list", send: registered(func(r *gitlabapi.RegisterRunner) { r.TagList = tooMany })},
		{status: 400, body: short, want: tfdiag.InvalidValue, attribute: "maximum_timeout", send: registered(func(r *gitlabapi.RegisterRunner) { r.MaximumTimeout = id(1) })},
		{status: 400, body: longNote, want: tfdiag.InvalidValue, attribute: "maintenance_note", send: registered(func(r *gitlabapi.RegisterRunner) { r.MaintenanceNote = tooLong })},
		{status: 400, body: longText, want: tfdiag.InvalidValue, attribute: "description", send: registered(func(r *gitlabapi.RegisterRunner) { r.Description = tooLong })},
		{
			status: 400, body: `{"message":{"name":["is too long (maximum is 256 characters)"]}}`, want: tfdiag.InvalidValue, attribute: "info",
			send: registered(func(r *gitlabapi.RegisterRunner) {
				r.Info = &gitlabapi.RegistrationInfo{Name: strings.Repeat("x", 257)}
			}),
		},
		{status: 400, body: badLevel, want: tfdiag.InvalidParameter, attribute: "access_level", send: registered(func(r *gitlabapi.RegisterRunner) { r.AccessLevel = "open" })},
		{
			status: 400, body: `{"message":{"runner_projects.base":["Maximum number of ci registered project runners (1) exceeded"]}}`, want: tfdiag.RunnerLimit,
			send: func(f *fixture) error { return f.limit().registers(func(*gitlabapi.RegisterRunner) {}) },
		},
		{
			status: 400, body: `{"message":{"runner_namespaces.base":["Maximum number of ci registered group runners (1) exceeded"]}}`, want: tfdiag.RunnerLimit,
			send: func(f *fixture) error {
				return f.limit().registers(func(r *gitlabapi.RegisterRunner) { r.Token = f.group.RunnersToken })
			},
		},
		{
			status: 403, body: `{"message":"403 Forbidden - invalid token supplied"}`, want: tfdiag.RegistrationTokenRefused,
			send: registered(func(r *gitlabapi.RegisterRunner) { r.Token = "GR1348941unknown" }),
		},
		{status: 404, body: unknownEndpoint, want: tfdiag.RegistrationRemoved, send: as((*fixture).withWrongPath, tfdiag.RegisterRunner)},
		{
			status: 410, body: `{"message":"410 Gone - runner registration disallowed"}`, want: tfdiag.RegistrationDisabled,
			send: func(f *fixture) error {
				f.AllowRegistration(f.t, false)

				return calls[tfdiag.RegisterRunner](f)
			},
		},
	},
	tfdiag.ResetRegistrationToken: {
		{status: 403, body: forbidden, want: tfdiag.ResetRefused, send: as(developer, tfdiag.ResetRegistrationToken)},
		{
			status: 403, body: forbidden, want: tfdiag.ResetRefused,
			send: func(f *fixture) error {
				f.AllowRegistration(f.t, false)

				return calls[tfdiag.ResetRegistrationToken](f)
			},
		},
		{
			status: 403, body: forbidden, want: tfdiag.ResetRefused,
			send: func(f *fixture) error {
				_, err := f.withoutRole().client.ResetRegistrationToken(f.t.Context())

				return err
			},
		},
		{status: 404, body: unknownEndpoint, want: tfdiag.RegistrationRemoved, send: as((*fixture).withWrongPath, tfdiag.ResetRegistrationToken)},
		{
			status: 404, body: noGroup, want: tfdiag.GroupNotFound, attribute: "group",
			send: func(f *fixture) error {
				_, err := f.client.ResetGroupRegistrationToken(f.t.Context(), "nowhere")

				return err
			},
		},
		{status: 404, body: noProject, want: tfdiag.ProjectNotFound, attribute: "project", send: byUserWithoutRole(tfdiag.ResetRegistrationToken)},
		{
			status: 405, body: moved, want: tfdiag.ProjectMoved,
			send: func(f *fixture) error {
				_, err := f.client.ResetProjectRegistrationToken(f.t.Context(), f.renamed())

				return err
			},
		},
	},
}

func registered(change func(*gitlabapi.RegisterRunner)) func(*fixture) error {
	return func(f *fixture) error { return f.registers(change) }
}
