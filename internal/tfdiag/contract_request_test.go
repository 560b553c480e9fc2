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

// registers is a registration with the token of the first project.
func (w *world) registers(change func(*gitlabapi.RegisterRunner)) error {
	registration := gitlabapi.RegisterRunner{Token: w.project.RunnersToken, NewSettings: gitlabapi.NewSettings{RunUntagged: true}}
	change(&registration)
	_, err := w.client.RegisterRunner(w.t.Context(), registration)

	return err
}

// creates is a creation of an instance runner.
func (w *world) creates(change func(*gitlabapi.CreateRunner)) error {
	creation := gitlabapi.CreateRunner{RunnerType: gitlabapi.InstanceType, NewSettings: gitlabapi.NewSettings{RunUntagged: true}}
	change(&creation)
	_, err := w.client.CreateRunner(w.t.Context(), creation)

	return err
}

// updates is an update of the runner that has one project.
func (w *world) updates(change gitlabapi.UpdateRunner) error {
	_, err := w.client.UpdateRunner(w.t.Context(), w.owned, change)

	return err
}

// reads is a read of a runner.
func (w *world) reads(id int64) error {
	_, err := w.client.Runner(w.t.Context(), id)

	return err
}

func readShared(w *world) error { return w.reads(w.shared) }

func setPaused(paused bool) func(*world) error {
	return func(w *world) error { return w.updates(gitlabapi.UpdateRunner{Paused: gitlabapi.Some(paused)}) }
}

func resetOwned(w *world) error {
	_, err := w.client.ResetAuthenticationToken(w.t.Context(), w.owned)

	return err
}

func verifyOwned(w *world) error {
	_, err := w.client.VerifyToken(w.t.Context(), w.token, "s_1")

	return err
}

func listOfProject(w *world) error {
	return first(w.client.ProjectRunners(w.t.Context(), text(w.project.ID), gitlabapi.RunnersQuery{}))
}

// The calls do what their operations say: every refusal of the contract comes
// from what a row changes.
func TestContract_callsSucceed(t *testing.T) {
	t.Parallel()

	for _, operation := range tfdiag.Operations() {
		t.Run(string(operation), func(t *testing.T) {
			t.Parallel()

			send, ok := calls[operation]
			if !ok {
				t.Fatal("no call")
			}

			if err := send(newWorld(t, "")); err != nil {
				t.Error(err)
			}
		})
	}
}
