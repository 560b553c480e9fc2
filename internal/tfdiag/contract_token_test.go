package tfdiag_test

import (
	"strings"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// withToken sends the call of an operation with another token of the runner.
func withToken(token string, operation tfdiag.OperationID) func(*world) error {
	return func(w *world) error {
		w.token = token

		return calls[operation](w)
	}
}

// expired sends the call of an operation after the token has expired.
func expired(operation tfdiag.OperationID) func(*world) error {
	return func(w *world) error {
		w.ExpireTokens(w.t, time.Hour)

		issued, err := w.client.ResetAuthenticationToken(w.t.Context(), w.owned)
		if err != nil {
			return err
		}

		w.token = issued.Token
		w.FakeClock(w.t).Advance(2 * time.Hour)

		return calls[operation](w)
	}
}

// late sends the call of an operation after the deadline of the rotation.
func late(operation tfdiag.OperationID) func(*world) error {
	return func(w *world) error {
		w.owned, w.token = w.deadline()

		return calls[operation](w)
	}
}

func afterOrphaning(operation tfdiag.OperationID) func(*world) error {
	return func(w *world) error { return calls[operation](w.orphan()) }
}

// dead are the answers to a token of a runner that is not valid.
func dead(operation tfdiag.OperationID) []answer {
	return []answer{
		{status: 403, body: forbidden, want: tfdiag.RunnerTokenRefused, provoke: withToken("glrt-unknown", operation)},
		{status: 403, body: forbidden, want: tfdiag.RunnerTokenRefused, provoke: expired(operation)},
		{status: 403, body: `{"message":"Forbidden"}`, want: tfdiag.Forbidden, why: byGateway},
	}
}

// verified are the answers to a verification.
func verified(operation tfdiag.OperationID) []answer {
	return append(dead(operation),
		answer{status: 403, body: `{"message":"403 Forbidden - Runner is orphaned"}`, want: tfdiag.RunnerOrphaned, why: byFlag},
		answer{status: 422, body: orphaned, want: tfdiag.RunnerOrphaned, provoke: afterOrphaning(operation), version: "18.0"},
	)
}

// reset are the answers to a reset by ID.
func reset(operation tfdiag.OperationID) []answer {
	return append(refused(operation, tfdiag.NotFound),
		answer{status: 403, body: deadlinePassed, want: tfdiag.RotationDeadlinePassed, provoke: late(operation)},
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
	tfdiag.ExchangeToken: append(dead(tfdiag.ExchangeToken),
		answer{status: 403, body: deadlinePassed, want: tfdiag.RotationDeadlinePassed, provoke: late(tfdiag.ExchangeToken)}),
	tfdiag.VerifyToken:      verified(tfdiag.VerifyToken),
	tfdiag.AdoptToken:       verified(tfdiag.AdoptToken),
	tfdiag.UnregisterRunner: dead(tfdiag.UnregisterRunner),
	tfdiag.DeleteManager: {
		{
			status: 403, body: forbidden, want: tfdiag.RunnerTokenRefused,
			provoke: func(w *world) error { return w.client.DeleteRunnerManager(w.t.Context(), "glrt-unknown", "s_1") },
		},
		{status: 403, body: `{"message":"Forbidden"}`, want: tfdiag.Forbidden, why: byGateway},
		{
			status: 404, body: `{"message":"404 Runner manager not found Not Found"}`, want: tfdiag.ManagerNotFound,
			provoke: func(w *world) error { return w.client.DeleteRunnerManager(w.t.Context(), w.token, "s_1") },
		},
	},
	tfdiag.RegisterRunner: {
		{status: 400, body: untagged, want: tfdiag.InvalidValue, attribute: "tag_list", provoke: registered(func(r *gitlabapi.RegisterRunner) { r.RunUntagged = false })},
		{status: 400, body: manyTags, want: tfdiag.InvalidValue, attribute: "tag_list", provoke: registered(func(r *gitlabapi.RegisterRunner) { r.TagList = tooMany })},
		{status: 400, body: short, want: tfdiag.InvalidValue, attribute: "maximum_timeout", provoke: registered(func(r *gitlabapi.RegisterRunner) { r.MaximumTimeout = id(1) })},
		{status: 400, body: longNote, want: tfdiag.InvalidValue, attribute: "maintenance_note", provoke: registered(func(r *gitlabapi.RegisterRunner) { r.MaintenanceNote = tooLong })},
		{status: 400, body: longText, want: tfdiag.InvalidValue, attribute: "description", provoke: registered(func(r *gitlabapi.RegisterRunner) { r.Description = tooLong })},
		{
			status: 400, body: `{"message":{"name":["is too long (maximum is 256 characters)"]}}`, want: tfdiag.InvalidValue, attribute: "info",
			provoke: registered(func(r *gitlabapi.RegisterRunner) {
				r.Info = &gitlabapi.RegistrationInfo{Name: strings.Repeat("x", 257)}
			}),
		},
		{status: 400, body: badLevel, want: tfdiag.InvalidParameter, attribute: "access_level", provoke: registered(func(r *gitlabapi.RegisterRunner) { r.AccessLevel = "open" })},
		{
			status: 400, body: `{"message":{"runner_projects.base":["Maximum number of ci registered project runners (1) exceeded"]}}`, want: tfdiag.RunnerLimit,
			provoke: func(w *world) error { return w.limit().registers(func(*gitlabapi.RegisterRunner) {}) },
		},
		{
			status: 400, body: `{"message":{"runner_namespaces.base":["Maximum number of ci registered group runners (1) exceeded"]}}`, want: tfdiag.RunnerLimit,
			provoke: func(w *world) error {
				return w.limit().registers(func(r *gitlabapi.RegisterRunner) { r.Token = w.group.RunnersToken })
			},
		},
		{
			status: 403, body: `{"message":"403 Forbidden - invalid token supplied"}`, want: tfdiag.RegistrationTokenRefused,
			provoke: registered(func(r *gitlabapi.RegisterRunner) { r.Token = "GR1348941unknown" }),
		},
		{status: 404, body: unknownEndpoint, want: tfdiag.RegistrationRemoved, provoke: as((*world).elsewhere, tfdiag.RegisterRunner)},
		{
			status: 410, body: `{"message":"410 Gone - runner registration disallowed"}`, want: tfdiag.RegistrationDisabled,
			provoke: func(w *world) error {
				w.AllowRegistration(w.t, false)

				return calls[tfdiag.RegisterRunner](w)
			},
		},
	},
	tfdiag.ResetRegistrationToken: {
		{status: 403, body: forbidden, want: tfdiag.ResetRefused, provoke: as(developer, tfdiag.ResetRegistrationToken)},
		{
			status: 403, body: forbidden, want: tfdiag.ResetRefused,
			provoke: func(w *world) error {
				w.AllowRegistration(w.t, false)

				return calls[tfdiag.ResetRegistrationToken](w)
			},
		},
		{
			status: 403, body: forbidden, want: tfdiag.ResetRefused,
			provoke: func(w *world) error {
				_, err := w.stranger().client.ResetRegistrationToken(w.t.Context())

				return err
			},
		},
		{status: 404, body: unknownEndpoint, want: tfdiag.RegistrationRemoved, provoke: as((*world).elsewhere, tfdiag.ResetRegistrationToken)},
		{
			status: 404, body: noGroup, want: tfdiag.GroupNotFound, attribute: "group",
			provoke: func(w *world) error {
				_, err := w.client.ResetGroupRegistrationToken(w.t.Context(), "nowhere")

				return err
			},
		},
		{status: 404, body: noProject, want: tfdiag.ProjectNotFound, attribute: "project", provoke: byStranger(tfdiag.ResetRegistrationToken)},
		{
			status: 405, body: moved, want: tfdiag.ProjectMoved,
			provoke: func(w *world) error {
				_, err := w.client.ResetProjectRegistrationToken(w.t.Context(), w.renamed())

				return err
			},
		},
	},
}

func registered(change func(*gitlabapi.RegisterRunner)) func(*world) error {
	return func(w *world) error { return w.registers(change) }
}
