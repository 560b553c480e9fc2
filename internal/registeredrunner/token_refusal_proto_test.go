package registeredrunner_test

import (
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// From 17.0 on registration tokens are disabled by default, and GitLab answers as for a
// missing role.
func TestProtoRegistrationToken_refused(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			g.AllowRegistration(t, false)

			project := g.Project(t, g.Group(t))
			proto := g.Proto(t, nil)

			_, diagnostics := proto.Apply(tokenType, proto.Plan(tokenType, nil, ofProject(project, nil)))
			acctest.Diagnosed(t, diagnostics, tfdiag.ResetRegistrationToken.Because(tfdiag.ResetRefused))
			acctest.Contains(t, acctest.Errors(diagnostics), "project "+project.PathWithNamespace)
		})
	}
}

func TestProtoRegistrationToken_otherRefusals(t *testing.T) {
	t.Parallel()

	var (
		ofInstance = acctest.Values{"instance": true}
		ofTheScene acctest.Values
	)

	for name, test := range map[string]struct {
		// scope is that of the token of an ordinary user; empty is an administrator.
		scope  string
		config acctest.Values
		fault  acctest.Fault
		want   tfdiag.Cause
	}{
		"no such group":    {"", acctest.Values{"group": "nowhere"}, acctest.Fault{}, tfdiag.GroupNotFound},
		"a user":           {"api", ofInstance, acctest.Fault{}, tfdiag.ResetRefused},
		"scope too small":  {"read_api", ofInstance, acctest.Fault{}, tfdiag.InsufficientScope},
		"an old path":      {"", ofTheScene, acctest.Fault{Status: 405, Body: `{"message":"Non GET methods are not allowed for moved projects"}`}, tfdiag.ProjectMoved},
		"removed":          {"", ofTheScene, acctest.Fault{Status: 404, Body: `{"error":"404 Not Found"}`}, tfdiag.RegistrationRemoved},
		"never an answer":  {"", ofTheScene, acctest.Fault{Drop: "after"}, tfdiag.Lost},
		"always an error":  {"", ofTheScene, acctest.Fault{Status: 502}, tfdiag.Lost},
		"a proxy's answer": {"", ofTheScene, acctest.Fault{Status: 403, Body: `<html><title>No entry</title></html>`}, tfdiag.ForeignAnswer},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g, project := legacy(t)
			as := acctest.Values{}

			if test.scope != "" {
				_, as["token"] = g.User(t, test.scope)
			}

			config := test.config
			if config == nil {
				config = ofProject(project, nil)
				test.fault.Method, test.fault.Path, test.fault.Times = "POST", "/api/v4/projects/*", 99
				g.Fault(t, test.fault)
			}

			proto := g.Proto(t, as)
			_, diagnostics := proto.Apply(tokenType, proto.Plan(tokenType, nil, config))
			acctest.Diagnosed(t, diagnostics, tfdiag.ResetRegistrationToken.Because(test.want))
		})
	}
}

// A reset whose answer is lost is repeated: each success only replaces the previous
// token.
func TestProtoRegistrationToken_lostAnswer(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	g.Fault(t, acctest.Fault{Method: "POST", Path: "/api/v4/projects/*", Drop: "after"})
	g.ClearJournal(t)

	state := proto.Create(tokenType, ofProject(project, nil))

	acctest.Equal(t, "resets", len(g.Writes(t)), 2)
	acctest.Equal(t, "token", state.Get(t, "token"), present(t, g, project))
}

// A reset that failed is still due.
func TestProtoRegistrationToken_failedReset(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(tokenType, ofProject(project, map[string]string{"month": "1"}))
	next := ofProject(project, map[string]string{"month": "2"})

	g.Fault(t, acctest.Fault{Method: "POST", Path: "/api/v4/projects/*", Status: 403, Body: `{"message":"403 Forbidden"}`})

	failed, diagnostics := proto.Apply(tokenType, proto.Plan(tokenType, &state, next))
	acctest.Diagnosed(t, diagnostics, tfdiag.ResetRegistrationToken.Because(tfdiag.ResetRefused))
	acctest.Equal(t, "the state", failed.Value.Equal(state.Value), true)

	after, diagnostics := proto.Apply(tokenType, proto.Plan(tokenType, &failed, next))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "token", after.Get(t, "token"), present(t, g, project))
}
