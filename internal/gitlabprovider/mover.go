package gitlabprovider

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Mover moves resources of one type of GitLab's own provider. What move makes
// of the state is the moved resource, unless an attribute was malformed. A
// source of anybody else is left alone, so that the framework says what it has
// to say of it.
func Mover(typeName string, move func(context.Context, *State, *resource.MoveStateResponse)) resource.StateMover {
	return resource.StateMover{
		StateMover: func(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
			if req.SourceTypeName != typeName || !isOfficial(req.SourceProviderAddress) {
				return
			}

			state := &State{typeName: typeName, diags: &resp.Diagnostics}
			if err := json.Unmarshal(req.SourceRawState.JSON, &state.attributes); err != nil {
				resp.Diagnostics.AddError(
					"Unable to move "+typeName,
					"Its state is no JSON object, which a state has been since Terraform 0.12. Nothing was moved. "+
						"Apply once with the provider "+req.SourceProviderAddress+", which brings it up to date, and move again.",
				)

				return
			}

			move(ctx, state, resp)
		},
	}
}

// isOfficial reports whether a provider is GitLab's own. Its host may be that of
// any registry or mirror. OpenTofu before 1.11.12 and 1.12.4 tells no more than
// the first word of the type.
//
// See https://github.com/opentofu/opentofu/issues/4352.
func isOfficial(address string) bool {
	return address == "gitlab" || strings.HasSuffix(address, "/gitlabhq/gitlab")
}

// malformed says which attribute cannot be moved, and never what is in it: it
// may be a token.
func (s *State) malformed(name, wants string) {
	s.diags.AddError(
		"Unable to move "+s.typeName,
		fmt.Sprintf("In its state %s is not %s, so it is not known what it means. Nothing was moved. "+
			"If this is a version of GitLab's own provider that writes it in another form, please report it. "+
			"Until then leave out the moved block, remove %s from the state (with terraform state rm) and import the runner or the assignment here.",
			name, wants, s.typeName),
	)
}
