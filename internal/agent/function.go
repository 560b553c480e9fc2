package agent

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

// Metadata implements [function.Function].
func (configFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "config_toml"
}

// Definition implements [function.Function].
func (configFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "An object as the config.toml of a runner's agent",
		MarkdownDescription: "Turns an object with the keys of [`config.toml`](https://docs.gitlab.com/runner/configuration/advanced-configuration/) into the text of that file, " +
			"which configures GitLab Runner, the agent on a machine. It takes every key, also those of versions to come, and asks GitLab for nothing.\n\n" +
			"- Objects and maps become tables, lists of objects become arrays of tables, other lists, sets and tuples become arrays.\n" +
			"- Whole numbers become integers. What is `null` in an object is left out.\n" +
			"- Keys are in alphabetical order, in each table its values before the tables in it, indented as the agent does it: one object is always one file.\n" +
			"- A text of several lines, such as a script, stands in the file as it is.\n\n" +
			"The agent is strict about types, and does not start with `limit = \"5\"` or `cpus = 2`, since a limit is a number and `cpus` is a text. " +
			"A `map` makes all of its values the same type, so write an object where numbers are beside texts.\n\n" +
			"The result is sensitive if anything in the object is, and ephemeral likewise. A mistake is told in the plan, also beside a token that is not known yet. " +
			"Needs Terraform 1.8 or OpenTofu 1.8, and the provider in `required_providers`.",
		Parameters: []function.Parameter{
			function.DynamicParameter{
				Name: parameter,
				MarkdownDescription: "An object with the keys of the file: `concurrent`, `runners` and so on. " +
					"It is an error, with the place in it, if there is a `null` in a list, an object beside anything else in a list, an object in a list of lists, or a number that does not fit into 64 bits.",
				// A token is known after its runner was made, and a mistake beside it
				// is to be told before.
				AllowUnknownValues: true,
			},
		},
		Return: function.StringReturn{},
	}
}

// Run implements [function.Function].
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
