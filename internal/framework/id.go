package framework

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// IDValidator checks an attribute that is the ID of an object in GitLab. It
// accepts 0, which GitLab never uses: `mock_provider` gives 0 for every computed
// number, and Terraform validates the rest of the module with it. What a mock does
// not answer, such as a plan or a read, refuses 0 with tfdiag.CheckID.
func IDValidator() validator.Int64 {
	return idValidator{"value must be an ID in GitLab, which is greater than 0"}
}

type idValidator struct{ described }

func (idValidator) ValidateInt64(_ context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	// The value of null and of unknown is 0.
	if req.ConfigValue.ValueInt64() < 0 {
		resp.Diagnostics.Append(tfdiag.At(req.Path, tfdiag.IDInvalid, tfdiag.Values{"value": req.ConfigValue}))
	}
}

// described is the description of a validator.
type described string

func (d described) Description(context.Context) string { return string(d) }

func (d described) MarkdownDescription(context.Context) string { return string(d) }
