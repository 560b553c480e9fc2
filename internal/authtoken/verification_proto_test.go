package authtoken_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	check  = "DELETE /runners/managers"
	verify = "POST /runners/verify"
)

// verifying runs a test with each resource that has a token, which verifies it
// on each refresh.
func verifying(t *testing.T, test func(t *testing.T, s *fixture, config acctest.Values), options ...gitlabsim.Option) {
	t.Helper()

	for name, configure := range map[string]func(t *testing.T, s *fixture) acctest.Values{
		typeName: func(_ *testing.T, s *fixture) acctest.Values {
			return acctest.Values{"runner_id": s.runner}
		},
		"gitlabrunner_runner": func(*testing.T, *fixture) acctest.Values {
			return acctest.Values{"runner_type": "instance_type"}
		},
		"gitlabrunner_registered_runner": func(t *testing.T, s *fixture) acctest.Values {
			t.Helper()
			s.AllowRegistration(t, true)

			return acctest.Values{"registration_token": s.Project(t, s.Group(t)).RunnersToken}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := newFixture(t, options...)
			config := configure(t, s)
			config["verify_on_refresh"] = true

			s.Managed = s.Manage(t, name)
			s.State = s.Create(name, config)

			if name != typeName {
				s.runner = s.State.ID(t)
			}

			s.ClearJournal(t)
			test(t, s, config)
		})
	}
}

// silent creates a manager of the runner that was in contact 20 days ago, and returns
// that time.
func (s *fixture) silent(t *testing.T) time.Time {
	t.Helper()

	now := s.FakeClock(t).Now()
	last := now.AddDate(0, 0, -20)
	s.Manager(t, map[string]any{"runner_id": s.runner, "system_id": "s_silent", "contacted_at": last})
	s.Age(t, s.runner, now.AddDate(0, 0, -30), &last)
	s.ClearJournal(t)

	return last
}

// A check sends one request and changes nothing: a runner without contact for 20 days
// stays stale. Up to 18.1 GitLab counts the check as a contact, but creates no
// manager.
func TestProtoVerification_basic(t *testing.T) {
	t.Parallel()

	for version, leaves := range map[string]bool{string(gitlabsim.Newest): false, "18.2": false, "18.0": true, "16.11": true} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			verifying(t, func(t *testing.T, s *fixture, config acctest.Values) {
				last := s.silent(t)
				private := string(s.State.Private)

				s.CheckEmptyPlan(config)
				s.CheckEmptyPlan(config)
				s.CheckEmptyPlan(config)

				acctest.Equal(t, "the writes of three refreshes", s.Writes(t), []string{check, check, check})
				acctest.Equal(t, "private state, which is what a refresh-only plan compares", string(s.State.Private), private)
				acctest.Equal(t, "the managers", s.managers(), []string{"s_silent"})

				runner, _, err := s.API.Runners.GetRunnerDetails(s.runner)
				if err != nil {
					t.Fatal(err)
				}

				if leaves {
					acctest.Equal(t, "the last contact", runner.ContactedAt.Equal(s.FakeClock(t).Now()), true)
					acctest.Equal(t, "the status", runner.Status, "online")
				} else {
					acctest.Equal(t, "the last contact", runner.ContactedAt.Equal(last), true)
					acctest.Equal(t, "the status", runner.Status, "stale")
				}
			}, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
		})
	}
}

// The next plan rotates a token that was reset outside of Terraform, and its apply
// resets it by the ID of the runner.
func TestProtoVerification_repair(t *testing.T) {
	t.Parallel()

	for _, version := range []string{string(gitlabsim.Newest), "18.0", "16.11"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			verifying(t, func(t *testing.T, s *fixture, config acctest.Values) {
				s.silent(t)

				if _, _, err := s.API.Runners.ResetRunnerAuthenticationToken(s.runner); err != nil {
					t.Fatal(err)
				}

				s.ClearJournal(t)

				plan, rotates := s.NextPlan(config)
				acctest.Equal(t, "rotates", rotates, true)
				acctest.Equal(t, "the writes of the plan", s.Writes(t), []string{check, verify})
				if !slices.Contains(acctest.IDs(plan.Diagnostics), tfdiag.TokenRejected) {
					t.Errorf("got %v", acctest.IDs(plan.Diagnostics))
				}

				private := string(s.State.Private)
				s.Refresh()
				acctest.Equal(t, "private state after another refresh", string(s.State.Private), private)

				off := acctest.Values{}
				for name, value := range config {
					off[name] = value
				}

				delete(off, "verify_on_refresh")
				acctest.Equal(t, "token_version with verify_on_refresh off", s.Plan(s.TypeName(), &s.State, off).Get(t, "token_version"), s.get("token_version"))

				s.ClearJournal(t)
				s.ApplyPlan(plan, config)
				acctest.Equal(t, "the writes of the apply", s.Writes(t), []string{s.resetByID()})
				s.CheckEmptyPlan(config)
				acctest.Equal(t, "the managers", s.managers(), []string{"s_silent"})
				acctest.Equal(t, "GitLab accepts the new token", s.accepts(s.get("token")), true)
			}, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
		})
	}
}

// The plan names the machines that were in contact since the token in state was
// created, because the rotation replaces the token that they may have by now.
func TestProtoVerification_warnsOfMachines(t *testing.T) {
	t.Parallel()

	verifying(t, func(t *testing.T, s *fixture, config acctest.Values) {
		s.silent(t)
		s.FakeClock(t).Advance(time.Hour)
		s.rotatesItself(s.get("token"))

		plan, rotates := s.NextPlan(config)
		acctest.Equal(t, "rotates", rotates, true)
		acctest.Diagnosed(t, plan.Diagnostics, tfdiag.TokenUsedSince, acctest.At("verify_on_refresh", tfdiag.TokenRejected))
		acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "1 runner manager", "s_agent")
		acctest.Equal(t, "the silent machine is named", strings.Contains(acctest.Warnings(plan.Diagnostics), "s_silent"), false)
	})
}

// Only GitLab's refusal of a token makes a rotation due. Every other answer is a
// warning, whether the token is valid or not.
func TestProtoVerification_otherAnswers(t *testing.T) {
	t.Parallel()

	for name, fault := range map[string]acctest.Fault{
		"GitLab fails":           {Status: 500, Body: `{"message":"500 Internal Server Error"}`},
		"a proxy answers":        {Status: 403, Body: "<html><title>Blocked</title></html>"},
		"a gateway answers":      {Status: 403, Body: `{"message":"Forbidden"}`},
		"a gateway adds members": {Status: 403, Body: `{"message":"403 Forbidden","request_id":"1"}`},
		"maintenance mode":       {Status: 403, Body: `{"message":"You cannot perform write operations on a read-only instance"}`},
		"an unknown route":       {Status: 404, Body: `{"error":"404 Not Found"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			verifying(t, func(t *testing.T, s *fixture, config acctest.Values) {
				fault := fault // each resource has its own, because they run in parallel
				fault.Path, fault.Times = "/api/v4/runners/*", 100

				for _, invalid := range []bool{false, true} {
					if invalid {
						s.rotatesItself(s.get("token"))
					}

					for _, method := range []string{"DELETE", "POST"} {
						fault.Method = method
						s.Fault(t, fault)
					}

					s.Proto = s.NextRun()

					refreshed, diagnostics := s.Read(s.TypeName(), s.State)
					acctest.Diagnosed(t, diagnostics, tfdiag.TokenNotChecked)
					hides(t, "the warning", diagnostics, s.get("token"))

					plan := s.Plan(s.TypeName(), &refreshed, config)
					acctest.Equal(t, "the plan", plan.Value.Equal(s.State.Value), true)
					s.ClearFaults(t)
				}

				_, rotates := s.NextPlan(config)
				acctest.Equal(t, "an invalid token rotates without the fault", rotates, true)
			})
		})
	}
}

func TestProtoVerification_withoutStoredToken(t *testing.T) {
	t.Parallel()

	verifying(t, func(t *testing.T, s *fixture, config acctest.Values) {
		for _, prior := range []*acctest.State{nil, &s.State} {
			config["store_token"] = false
			acctest.Diagnosed(t, s.Plan(s.TypeName(), prior, config).Diagnostics, acctest.At("verify_on_refresh", tfdiag.TokenNotStored))

			config["store_token"] = acctest.Unknown
			acctest.Equal(t, "errors while store_token is not known", acctest.Errors(s.Plan(s.TypeName(), prior, config).Diagnostics), "")
		}
	})
}

// Without a check, the expiry that new versions of GitLab report shows that a token
// was reset outside of Terraform.
func TestProtoVerification_otherExpiry(t *testing.T) {
	t.Parallel()

	verifying(t, func(t *testing.T, s *fixture, config acctest.Values) {
		config["verify_on_refresh"] = false
		s.State, _ = s.Apply(s.TypeName(), s.Plan(s.TypeName(), &s.State, config))
		s.ExpireTokens(t, 10*time.Hour)
		s.CheckEmptyPlan(config)

		if _, _, err := s.API.Runners.ResetRunnerAuthenticationToken(s.runner); err != nil {
			t.Fatal(err)
		}

		s.Proto = s.NextRun()

		refreshed, diagnostics := s.Read(s.TypeName(), s.State)
		acctest.Diagnosed(t, diagnostics, acctest.At("token_expires_at", tfdiag.TokenExpiryMoved))
		acctest.Equal(t, "token_expires_at", refreshed.Get(t, "token_expires_at"), "2030-01-02T13:04:05Z")

		_, diagnostics = s.Read(s.TypeName(), refreshed)
		acctest.Diagnosed(t, diagnostics)
	})
}
