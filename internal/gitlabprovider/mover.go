package gitlabprovider

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Mover moves resources of one type of GitLab's own provider. The function move
// makes the moved resource, unless an attribute is malformed. It skips the types
// of other providers, for which the framework has an error.
func Mover(typeName string, move func(context.Context, *State, *resource.MoveStateResponse)) resource.StateMover {
	return resource.StateMover{
		StateMover: func(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
			if req.SourceTypeName != typeName || !isOfficial(req.SourceProviderAddress) {
				return
			}

			state := &State{typeName: typeName, diags: &resp.Diagnostics}
			if err := json.Unmarshal(req.SourceRawState.JSON, &state.attributes); err != nil {
				resp.Diagnostics.Append(tfdiag.New(tfdiag.MoveStateUnreadable, tfdiag.Values{
					"type": typeName, "source": req.SourceProviderAddress,
				}))

				return
			}

			move(ctx, state, resp)
		},
	}
}

// isOfficial reports whether a provider is GitLab's own, from any registry or
// mirror. OpenTofu before 1.11.12 and 1.12.4 passes only the first word of the
// type.
//
// See https://github.com/opentofu/opentofu/issues/4352.
func isOfficial(address string) bool {
	return address == "gitlab" || strings.HasSuffix(address, "/gitlabhq/gitlab")
}

// malformed reports an attribute that cannot be moved. It does not show the value,
// which may be a token.
func (s *State) malformed(name, kind string) {
	s.diags.Append(tfdiag.New(tfdiag.MoveAttributeMalformed, tfdiag.Values{"attribute": name, "type": s.typeName, "kind": kind}))
}
