package tfdiag_test

import (
	"iter"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// first is the error of a list.
func first[T any](rows iter.Seq2[T, error]) error {
	for _, err := range rows {
		return err
	}

	return nil
}

// registers registers a runner with the token of the first project.
func (f *fixture) registers(change func(*gitlabapi.RegisterRunner)) error {
	registration := gitlabapi.RegisterRunner{Token: f.project.RunnersToken, NewSettings: gitlabapi.NewSettings{RunUntagged: true}}
	change(&registration)
	_, err := f.client.RegisterRunner(f.t.Context(), registration)

	return err
}

// creates creates an instance runner.
func (f *fixture) creates(change func(*gitlabapi.CreateRunner)) error {
	creation := gitlabapi.CreateRunner{RunnerType: gitlabapi.InstanceType, NewSettings: gitlabapi.NewSettings{RunUntagged: true}}
	change(&creation)
	_, err := f.client.CreateRunner(f.t.Context(), creation)

	return err
}

// updates updates the runner that has one project.
func (f *fixture) updates(change gitlabapi.UpdateRunner) error {
	_, err := f.client.UpdateRunner(f.t.Context(), f.owned, change)

	return err
}

// reads reads a runner.
func (f *fixture) reads(id int64) error {
	_, err := f.client.Runner(f.t.Context(), id)

	return err
}

func readShared(f *fixture) error { return f.reads(f.shared) }

func setPaused(paused bool) func(*fixture) error {
	return func(f *fixture) error { return f.updates(gitlabapi.UpdateRunner{Paused: gitlabapi.Some(paused)}) }
}

func resetOwned(f *fixture) error {
	_, err := f.client.ResetAuthenticationToken(f.t.Context(), f.owned)

	return err
}

func verifyOwned(f *fixture) error {
	_, err := f.client.VerifyToken(f.t.Context(), f.token, "s_1")

	return err
}

func listOfProject(f *fixture) error {
	return first(f.client.ProjectRunners(f.t.Context(), text(f.project.ID), gitlabapi.RunnersQuery{}))
}

// The calls succeed unchanged, so that every refusal of the contract is caused by the
// change of its row.
func TestContract_callsSucceed(t *testing.T) {
	t.Parallel()

	for _, operation := range tfdiag.Operations() {
		t.Run(string(operation), func(t *testing.T) {
			t.Parallel()

			send, ok := calls[operation]
			if !ok {
				t.Fatal("no call")
			}

			if err := send(newFixture(t, "")); err != nil {
				t.Error(err)
			}
		})
	}
}
