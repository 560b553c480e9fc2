package registeredrunner_test

import (
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// From 17.0 on the flow is switched off unless somebody switches it on, and
// GitLab answers that as it answers a missing role.
func TestProtoRegistrationToken_refusalsLeadToTheNewFlow(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			g.AllowRegistration(t, false)

			project := g.Project(t, g.Group(t))
			proto := g.Proto(t, nil)

			_, diagnostics := proto.Apply(tokenType, proto.Plan(tokenType, nil, ofProject(project, nil)))
			acctest.Contains(t, acctest.Errors(diagnostics), "Unable to reset registration token", "the registration token of project "+project.PathWithNamespace,
				"403 Forbidden", "switched off", "allow_runner_registration_token", "GitLab 20.0", "gitlabrunner_runner", "a Maintainer of the project")
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
		// scope is that of a user who is no administrator; empty is root.
		scope  string
		config acctest.Values
		fault  acctest.Fault
		wants  []string
	}{
		"no such group":    {"", acctest.Values{"group": "nowhere"}, acctest.Fault{}, []string{"group nowhere", "404 Group Not Found", "may not see it"}},
		"a user":           {"api", ofInstance, acctest.Fault{}, []string{"registration token of the instance", "403 Forbidden", "an administrator for the instance"}},
		"scope too small":  {"read_api", ofInstance, acctest.Fault{}, []string{"insufficient_scope", "needs the scope `api`"}},
		"an old path":      {"", ofTheScene, acctest.Fault{Status: 405, Body: `{"message":"Non GET methods are not allowed for moved projects"}`}, []string{"by its id or by its new path"}},
		"removed":          {"", ofTheScene, acctest.Fault{Status: 404, Body: `{"error":"404 Not Found"}`}, []string{"20.0 or newer", "gitlabrunner_runner"}},
		"never an answer":  {"", ofTheScene, acctest.Fault{Drop: "after"}, []string{"There was no answer", "the old one is refused by now", "The next apply creates another"}},
		"always an error":  {"", ofTheScene, acctest.Fault{Status: 502}, []string{"502 Bad Gateway", "The next apply creates another"}},
		"a proxy's answer": {"", ofTheScene, acctest.Fault{Status: 403, Body: `<html><title>No entry</title></html>`}, []string{`an HTML page titled "No entry"`}},
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
			acctest.Contains(t, acctest.Errors(diagnostics), append(test.wants, "Unable to reset registration token")...)
		})
	}
}

// A reset whose answer got lost is repeated: each success only replaces the
// token before.
func TestProtoRegistrationToken_lostResetIsRepeated(t *testing.T) {
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
func TestProtoRegistrationToken_failedResetIsStillDue(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(tokenType, ofProject(project, map[string]string{"month": "1"}))
	next := ofProject(project, map[string]string{"month": "2"})

	g.Fault(t, acctest.Fault{Method: "POST", Path: "/api/v4/projects/*", Status: 403, Body: `{"message":"403 Forbidden"}`})

	failed, diagnostics := proto.Apply(tokenType, proto.Plan(tokenType, &state, next))
	acctest.Contains(t, acctest.Errors(diagnostics), "Unable to reset registration token")
	acctest.Equal(t, "the state", failed.Value.Equal(state.Value), true)

	after, diagnostics := proto.Apply(tokenType, proto.Plan(tokenType, &failed, next))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "token", after.Get(t, "token"), present(t, g, project))
}
