package endurance_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// lasting is more often than the provider ever sends a request.
const lasting = 100

// Every write meets every fault, once and for as long as it is tried. Whatever
// happens, it ends in success or in an error that a person can act upon, the
// state says nothing that is false, nothing is made twice, and the next apply
// sets everything right.
func TestProtoFault_everyWriteMeetsEveryFault(t *testing.T) {
	t.Parallel()

	cases := 0

	for _, write := range writes() {
		for _, fault := range kinds() {
			times := map[string]int{"once": 1, "lasting": lasting}
			if fault.once {
				delete(times, "lasting")
			}

			for name, n := range times {
				cases++

				t.Run(write.name+"/"+fault.name+"/"+name, func(t *testing.T) {
					t.Parallel()
					newTrial(t, write, fault, n).run(t)
				})
			}
		}
	}

	t.Logf("%d cases: %d writes, %d faults", cases, len(writes()), len(kinds()))
}

// trial is one write under one fault.
type trial struct {
	*stage

	write write
	fault kind
	*meddler
	times int

	before *acctest.State
	state  acctest.State
	said   string
	// tokenDies says that the token in the state may be refused without that
	// anybody could know.
	tokenDies bool
}

func newTrial(t *testing.T, write write, fault kind, times int) *trial {
	t.Helper()

	m := &meddler{fault: fault}

	return &trial{stage: newStage(t, acctest.NewSimBehind(t, m.between)), write: write, fault: fault, meddler: m, times: times}
}

func (c *trial) run(t *testing.T) {
	t.Helper()

	if c.write.before != nil {
		made := c.Create(c.write.typeName, c.write.before(c.stage))
		c.before = &made
	}

	there := c.runners(t)
	c.suffer(t)
	c.judgeWords(t)
	c.judgeRunners(t, c.runners(t)-there)
	c.judgeState(t)

	if c.write.mend != nil && c.fault.silent && c.said != "" {
		c.write.mend(t, c)
	}

	c.converge(t)
}

// suffer applies the change under the fault.
func (c *trial) suffer(t *testing.T) {
	t.Helper()

	settings := acctest.Values{"retries": 2}
	if c.fault.slow {
		// The shortest that a healthy request on a busy machine stays below.
		settings["request_timeout"] = "500ms"
	}

	proto := c.GitLab.Proto(t, settings)
	plan := proto.Plan(c.write.typeName, c.before, c.wanted())
	acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	c.arm(c.write.target(), c.times, cancel)

	var diagnostics []*tfprotov6.Diagnostic

	c.state, diagnostics = proto.In(ctx).Apply(c.write.typeName, plan)
	c.said = acctest.Errors(diagnostics)

	if c.disarm() == c.times {
		t.Fatal("the fault met no request")
	}
}

// wanted is the configuration of the change; nil destroys.
func (c *trial) wanted() acctest.Values {
	if c.write.after == nil {
		return nil
	}

	return c.write.after(c.stage)
}

// judgeWords reads the error as a person would.
func (c *trial) judgeWords(t *testing.T) {
	t.Helper()

	if c.said == "" {
		return
	}

	acctest.Contains(t, c.said, "Tried to ", "/api/v4/")

	if !strings.Contains(c.said, "nswer") {
		t.Errorf("the error does not say what the answer was:\n%s", c.said)
	}

	for _, secret := range []string{acctest.RootToken, c.runnersOwnToken, c.owner.RunnersToken, c.group.RunnersToken} {
		if secret != "" && strings.Contains(c.said, secret) {
			t.Errorf("a token is in the error:\n%s", c.said)
		}
	}
}

// judgeRunners holds GitLab's runners against the state: what is in no state
// was named by the error.
func (c *trial) judgeRunners(t *testing.T, more int) {
	t.Helper()

	switch {
	case c.write.makes && c.state.Gone():
		if more > 1 {
			t.Errorf("%d runners were made by one create", more)
		}

		if more == 1 {
			acctest.Contains(t, c.said, "may have made the runner", "import")
		}
	case c.write.makes:
		acctest.Equal(t, "new runners", more, 1)
	case more != 0 && !(c.write.after == nil && more == -1):
		t.Errorf("there are %d runners more", more)
	}
}

// judgeState holds the state against GitLab: after a success it is what GitLab
// has, after a refusal it is what it was before.
func (c *trial) judgeState(t *testing.T) {
	t.Helper()

	switch {
	case c.said == "" && c.wanted() == nil:
		acctest.Equal(t, "destroyed", c.state.Gone(), true)
	case c.said == "":
		c.settled(t)
	case c.before == nil:
		acctest.Equal(t, "without state after a failed creation", c.state.Gone(), true)
	case !c.fault.silent && !c.state.Value.Equal(c.before.Value):
		t.Errorf("the state is %v after a refusal, was %v", c.state.Value, c.before.Value)
	}
}

// converge lets Terraform go on without the fault, until nothing is left to do.
func (c *trial) converge(t *testing.T) {
	t.Helper()

	if !c.state.Gone() {
		refreshed, diagnostics := c.Read(c.write.typeName, c.state)
		acctest.Equal(t, "errors of the refresh", acctest.Errors(diagnostics), "")

		c.state = refreshed
	}

	prior := &c.state
	if c.state.Gone() {
		prior = nil
	}

	if prior == nil && c.wanted() == nil {
		return
	}

	plan := c.Plan(c.write.typeName, prior, c.wanted())
	acctest.Equal(t, "errors of the next plan", acctest.Errors(plan.Diagnostics), "")

	state, diagnostics := c.Apply(c.write.typeName, plan)
	if text := acctest.Errors(diagnostics); text != "" {
		t.Fatalf("the next apply fails:\n%s", text)
	}

	c.state = state

	if c.wanted() == nil {
		acctest.Equal(t, "destroyed in the end", c.state.Gone(), true)

		return
	}

	c.settled(t)
}

// settled holds when a refresh changes nothing, the plan after it is empty, and
// the token in the state is the one that GitLab takes.
func (c *trial) settled(t *testing.T) {
	t.Helper()

	refreshed, diagnostics := c.Read(c.write.typeName, c.state)
	acctest.Equal(t, "errors of the refresh", acctest.Errors(diagnostics), "")

	if !refreshed.Value.Equal(c.state.Value) {
		t.Errorf("the state is %v, and GitLab has %v", c.state.Value, refreshed.Value)
	}

	plan := c.Plan(c.write.typeName, &refreshed, c.wanted())
	if !plan.Value.Equal(refreshed.Value) {
		t.Errorf("the next plan is not empty: %v, was %v", plan.Value, refreshed.Value)
	}

	c.judgeToken(t)
}

func (c *trial) judgeToken(t *testing.T) {
	t.Helper()

	value, has := c.state.Values(t)["token"]
	if !has || value.IsNull() || c.tokenDies {
		return
	}

	token := acctest.Text(value)

	if c.write.typeName != "gitlabrunner_registration_token" {
		if _, err := c.API.Runners.VerifyRegisteredRunner(&gitlab.VerifyRegisteredRunnerOptions{Token: &token}); err != nil {
			t.Errorf("GitLab refuses the token in the state: %v", err)
		}

		return
	}

	if _, _, err := c.API.Runners.RegisterNewRunner(&gitlab.RegisterNewRunnerOptions{Token: &token}); err != nil {
		t.Errorf("GitLab refuses the registration token in the state: %v", err)
	}
}

func (c *trial) runners(t *testing.T) int {
	t.Helper()

	runners, _, err := c.API.Runners.ListAllRunners(nil)
	if err != nil {
		t.Fatal(err)
	}

	return len(runners)
}
