package tokenstate

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// AuthenticationToken is a validator that refuses the empty text, of which example is a replacement, and
// a token of another kind.
func AuthenticationToken(example string) validator.String {
	return tokenValidator{framework.NotEmpty(example)}
}

type tokenValidator struct{ validator.String }

func (v tokenValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	v.String.ValidateString(ctx, req, resp)

	if kind := gitlabapi.KindOfToken(req.ConfigValue.ValueString()); kind != "" && kind != gitlabapi.AuthenticationToken {
		resp.Diagnostics.Append(tfdiag.At(req.Path, tfdiag.NoAuthenticationToken, tfdiag.Values{"kind": kind}))
	}
}
