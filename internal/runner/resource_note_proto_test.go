package runner_test

import (
	"fmt"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func TestProtoRunner_notesHidden(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	group := g.Group(t)
	user, token := g.User(t, "api")
	g.Join(t, group, user, gitlab.MaintainerPermissions)

	config := acctest.Values{"runner_type": "group_type", "group_id": group.ID, "maintenance_note": "ours"}
	root := g.Proto(t, nil)
	first, second := root.Create(typeName, config), root.Create(typeName, config)

	maintainer := g.Proto(t, acctest.Values{"token": token})
	read, diagnostics := maintainer.Read(typeName, first)
	_, more := maintainer.Read(typeName, second)

	acctest.Diagnosed(t, diagnostics, tfdiag.NotesHidden)
	acctest.Equal(t, "the second warning", acctest.Warnings(more), "")
	acctest.Equal(t, "the note in state", read.Get(t, "maintenance_note"), "ours")
}

func TestProtoRunner_noteRemoved(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	state := proto.Create(typeName, instance(acctest.Values{"maintenance_note": "ours"}))

	request, err := g.API.NewRequest("PUT", fmt.Sprintf("runners/%d", state.ID(t)), map[string]any{"maintenance_note": nil}, nil)
	if err != nil {
		t.Fatal(err)
	}

	if _, err := g.API.Do(request, nil); err != nil {
		t.Fatal(err)
	}

	read, diagnostics := proto.Read(typeName, state)
	acctest.Equal(t, "warnings", acctest.Warnings(diagnostics), "")
	acctest.Equal(t, "the note in state", read.Get(t, "maintenance_note"), "")
}

// Before 16.10 GitLab neither shows nor changes a note, and the provider reports both.
func TestProtoRunner_notesUnsupported(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion("16.0")))
	proto := g.Proto(t, nil)
	state := proto.Create(typeName, instance(acctest.Values{"maintenance_note": "ours"}))

	read, diagnostics := proto.Read(typeName, state)
	acctest.Diagnosed(t, diagnostics, tfdiag.NotesNotShown)

	_, diagnostics = proto.Apply(typeName, proto.Plan(typeName, &read, instance(acctest.Values{"maintenance_note": "other"})))
	acctest.Diagnosed(t, diagnostics, acctest.At("maintenance_note", tfdiag.UpdateRunner.Because(tfdiag.NotesUnsupported)))
}
