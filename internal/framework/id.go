package framework

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework-validators/helpers/validatordiag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// IDValidator checks an attribute that is the ID of an object in GitLab. It
// accepts 0, which GitLab never uses: `mock_provider` gives 0 for every computed
// number, and Terraform validates the rest of the module with it. What a mock does
// not answer, such as a plan or a read, refuses 0 with tfdiag.CheckID.
func IDValidator() validator.Int64 { return idValidator{} }

type idValidator struct{}

func (idValidator) Description(context.Context) string {
	return "value must be an ID in GitLab, which is greater than 0"
}

func (v idValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v idValidator) ValidateInt64(ctx context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	// The value of null and of unknown is 0.
	if id := req.ConfigValue.ValueInt64(); id < 0 {
		resp.Diagnostics.Append(validatordiag.InvalidAttributeValueDiagnostic(req.Path, v.Description(ctx), strconv.FormatInt(id, 10)))
	}
}
