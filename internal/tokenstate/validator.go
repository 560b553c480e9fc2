package tokenstate

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// AuthenticationToken accepts authentication tokens: it refuses the empty text, and a
// token of another kind by its prefix. example fits the attribute.
func AuthenticationToken(example string) validator.String {
	return tokenValidator{framework.NotEmpty(example)}
}

// tokenValidator adds the kind of the token to the check for the empty text.
type tokenValidator struct{ validator.String }

func (v tokenValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	v.String.ValidateString(ctx, req, resp)

	CheckKind(req.Path, req.ConfigValue, &resp.Diagnostics)
}

// CheckKind refuses a token that is visibly of another kind.
func CheckKind(attribute path.Path, token types.String, diags *diag.Diagnostics) {
	if kind := gitlabapi.KindOfToken(token.ValueString()); kind != "" && kind != gitlabapi.AuthenticationToken {
		diags.Append(tfdiag.At(attribute, tfdiag.NoAuthenticationToken, tfdiag.Values{"kind": kind}))
	}
}
