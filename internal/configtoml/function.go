package configtoml

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ function.Function = configFunction{}

// parameter is the name of the only argument. In errors every path begins with it.
const parameter = "config"

// NewFunction returns the function config_toml.
func NewFunction() function.Function { return configFunction{} }

type configFunction struct{}

func (configFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "config_toml"
}

func (configFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Renders an object as the config.toml of GitLab Runner",
		MarkdownDescription: "Renders an object as a [`config.toml`](https://docs.gitlab.com/runner/configuration/advanced-configuration/), the configuration file of GitLab Runner. " +
			"It accepts any key, including those of future versions, and sends no request to GitLab.\n\n" +
			"- Objects and maps become tables, lists of objects become arrays of tables, and other lists, sets and tuples become arrays.\n" +
			"- Whole numbers become integers. Attributes that are `null` are left out.\n" +
			"- Keys are sorted, and the values of a table come before its nested tables, so the same object always yields the same file.\n" +
			"- Multi-line strings, such as scripts, are written as they are.\n" +
			"- Keys at the top level are passed on as they are, known or not, so a misspelt one such as `concurent` is not reported.\n" +
			"- `runners` must be a list of objects. A `token` of `null` in it is refused, because the file would replace one with a valid token; an absent one is accepted. " +
			"In a run that neither knows the token nor writes the file, pass `coalesce(token, \"not handed on\")`.\n\n" +
			"GitLab Runner is strict about types: it does not start with `limit = \"5\"` or `cpus = 2`, because `limit` is a number and `cpus` is a string. " +
			"All values of a Terraform `map` have the same type, so use an object to mix numbers and strings.\n\n" +
			"The result is sensitive if any value in the object is sensitive, and ephemeral if any value is ephemeral. Mistakes are reported in the plan, even while other values, such as the token, are still unknown. " +
			"Requires Terraform 1.8 or OpenTofu 1.8, and the provider in `required_providers`.",
		Parameters: []function.Parameter{
			function.DynamicParameter{
				Name: parameter,
				MarkdownDescription: "An object with the keys of the file, such as `concurrent` and `runners`. " +
					"The function fails, and names the path of the value, for a `null` in a list, a runner whose `token` is `null`, `runners` that are not a list of objects, a list that mixes objects with other values, an object in a list of lists, or a number that does not fit into 64 bits.",
				// A token is known only after the apply. Mistakes in the other keys are
				// reported in the plan.
				AllowUnknownValues: true,
			},
		},
		Return: function.StringReturn{},
	}
}

func (configFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var config types.Dynamic

	if resp.Error = req.Arguments.Get(ctx, &config); resp.Error != nil {
		return
	}

	file, err := render(config)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, err.Error())

		return
	}

	resp.Error = resp.Result.Set(ctx, file)
}
