package registeredrunner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	// maxName is GitLab's limit of a runner's name, app/models/ci/runner.rb.
	maxName     = 256
	nameExample = "`builder-1`"
)

// infoTypes are the members of info.
var infoTypes = map[string]attr.Type{
	"name": types.StringType, "version": types.StringType, "revision": types.StringType,
	"platform": types.StringType, "architecture": types.StringType,
}

// infoAttribute is the schema of the description of the machine at registration.
func infoAttribute() schema.SingleNestedAttribute {
	member := func(description, example string, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description + " Defaults to none.", Optional: true,
			Validators: append(validators, framework.NotEmpty(example), runnermodel.WithoutNull(example)),
		}
	}

	return schema.SingleNestedAttribute{
		MarkdownDescription: "The facts that GitLab Runner sends about itself and its machine when it registers a runner. GitLab stores only the `name`; " +
			"the runner managers report the rest on their own later. At least one attribute must be set. " +
			"Changing, adding or removing it replaces the runner. For a runner that was imported or moved and not rotated since, adding it only updates the state. Defaults to none.",
		Optional:      true,
		PlanModifiers: []planmodifier.Object{replaceUnlessImported()},
		Attributes: map[string]schema.Attribute{
			"name":         member("The name of the runner. At most 256 characters.", nameExample, framework.AtMostCharacters(maxName, nameExample)),
			"version":      member("The version of GitLab Runner.", "`17.5.0`"),
			"revision":     member("The revision of GitLab Runner.", "`12030cf4`"),
			"platform":     member("The operating system, such as `linux`.", "`linux`"),
			"architecture": member("The processor architecture, such as `amd64`.", "`amd64`"),
		},
	}
}

// replaceUnlessImported replaces the runner when its info changes. No answer of
// GitLab shows with which info a runner was registered, so that the first one
// of a runner that this resource did not register is only recorded. Such a
// runner has a token of unknown age.
func replaceUnlessImported() planmodifier.Object {
	const text = "A change replaces the runner, unless it was imported."

	return objectplanmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.ObjectRequest, resp *objectplanmodifier.RequiresReplaceIfFuncResponse) {
			var issuedAt timetypes.RFC3339

			resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("token_issued_at"), &issuedAt)...)
			resp.RequiresReplace = !req.StateValue.IsNull() || !issuedAt.IsNull()
		},
		text, text,
	)
}

// checkInfo refuses an info without members: Terraform drops members with other names
// without an error.
func (m runnerModel) checkInfo(diags *diag.Diagnostics) {
	if m.Info.IsNull() || m.Info.IsUnknown() {
		return
	}

	for _, member := range m.Info.Attributes() {
		if !member.IsNull() {
			return
		}
	}

	diags.Append(tfdiag.At(path.Root("info"), tfdiag.InfoEmpty, nil))
}

// infoToAPI is the description of the machine in the request; nil for none.
func (m runnerModel) infoToAPI() *gitlabapi.RegistrationInfo {
	if m.Info.IsNull() {
		return nil
	}

	text := func(name string) string {
		value, _ := m.Info.Attributes()[name].(types.String)

		return value.ValueString()
	}

	return &gitlabapi.RegistrationInfo{
		Name: text("name"), Version: text("version"), Revision: text("revision"), Platform: text("platform"), Architecture: text("architecture"),
	}
}
